package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.meter.OpenedRecord;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Identifiers that callers send along: used only where they are harmless in a header, a record and a log. */
final class RequestIds {
    private static final int LONGEST_TRACE = 512;

    private RequestIds() {}

    /** The caller's {@code x-request-id}, or {@code otherwise} when there is none or it is unfit. */
    static String accept(@Nullable String fromCaller, String otherwise) {
        return fromCaller != null && visible(fromCaller, OpenedRecord.MAX_REQUEST_ID) ? fromCaller : otherwise;
    }

    /** Adds a header line of trace context (W3C Trace Context), passed on as it came. */
    static void passOn(StringBuilder lines, String name, @Nullable String value) {
        if (value != null && visible(value, LONGEST_TRACE)) {
            lines.append(name).append(": ").append(value).append("\r\n");
        }
    }

    /** The same as a header of a WebSocket's opening. */
    static void passOn(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null && visible(value, LONGEST_TRACE)) {
            headers.set(name, value);
        }
    }

    private static boolean visible(String text, int longest) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return length > 0 && length <= longest;
    }
}
