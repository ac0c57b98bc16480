package dev.llmmarketplace.gateway;

import io.vertx.core.MultiMap;

/** The headers of a caller's request that say what its body is and what may be answered; they go on as they are. */
final class OpaqueHeaders {
    private static final String[] PASSED = {
        "content-type", "content-encoding", "content-language", "accept", "accept-language"
    };
    private static final int LONGEST = 512;

    private OpaqueHeaders() {}

    static void put(StringBuilder lines, MultiMap headers) {
        for (String name : PASSED) {
            String value = headers.get(name);
            if (value != null && printable(value)) {
                lines.append(name).append(": ").append(value).append("\r\n");
            }
        }
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST;
    }
}
