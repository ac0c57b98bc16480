package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.kernel.Ids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives each request its identifier: the caller's, when it is harmless in headers and logs, or a new one. */
final class RequestIds {
    static final String HEADER = "x-request-id";
    private static final Pattern HARMLESS = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private RequestIds() {}

    static String acceptOrMake(@Nullable String sent) {
        return sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : Ids.next().toString();
    }
}
