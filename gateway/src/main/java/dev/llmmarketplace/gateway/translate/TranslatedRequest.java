package dev.llmmarketplace.gateway.translate;

import dev.llmmarketplace.gateway.wire.WireError;
import java.util.List;

/** What came of translating a request. */
public sealed interface TranslatedRequest {

    /**
     * The other dialect can say it.
     *
     * @param ignored hints without a counterpart that do not change what the answer may be, for example
     *     {@code cache_control}
     */
    record Usable(byte[] body, List<String> ignored) implements TranslatedRequest {}

    /** It cannot; the error names the member. */
    record Refused(WireError error) implements TranslatedRequest {}
}
