package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.search.Why;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a hit is one, on the wire. */
record WhyBody(
        String by,
        @Nullable String field,
        @Nullable List<String> words,
        @Nullable Double nearness) {
    static WhyBody from(Why why) {
        return new WhyBody(
                why.by().wireName(), why.field(), why.words().isEmpty() ? null : why.words(), why.nearness());
    }
}
