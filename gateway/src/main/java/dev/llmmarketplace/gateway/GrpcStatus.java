package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import java.nio.charset.StandardCharsets;

/** How calls end in gRPC's words (grpc/grpc, doc/statuscodes.md). */
final class GrpcStatus {
    static final String OK = "0";
    static final String CANCELLED = "1";
    static final String UNAVAILABLE = "14";
    private static final int DEADLINE_EXCEEDED = 4;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int INTERNAL = 13;

    private GrpcStatus() {}

    /** By the status that the error has elsewhere. */
    static int of(ErrorCode code) {
        return switch (code.status()) {
            case 400, 415, 422 -> 3; // INVALID_ARGUMENT
            case 401 -> 16; // UNAUTHENTICATED
            case 402, 413, 429 -> RESOURCE_EXHAUSTED;
            case 403 -> 7; // PERMISSION_DENIED
            case 404 -> 5; // NOT_FOUND
            case 405, 501 -> 12; // UNIMPLEMENTED
            case 408, 504 -> DEADLINE_EXCEEDED;
            case 409 -> 10; // ABORTED
            case 502, 503 -> 14;
            default -> INTERNAL;
        };
    }

    /** As {@code grpc-message} has it: UTF-8, percent-encoded but for visible ASCII (doc/PROTOCOL-HTTP2.md). */
    static String message(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            if (unit >= ' ' && unit <= '~' && unit != '%') {
                encoded.append((char) unit);
            } else {
                encoded.append('%');
                encoded.append(Character.toUpperCase(Character.forDigit(unit >> 4 & 0xf, 16)));
                encoded.append(Character.toUpperCase(Character.forDigit(unit & 0xf, 16)));
            }
        }
        return encoded.toString();
    }
}
