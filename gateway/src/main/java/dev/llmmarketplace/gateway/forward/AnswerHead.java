package dev.llmmarketplace.gateway.forward;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status and headers of a provider's answer, as far as they are the caller's business. What is not on the list stays
 * here: cookies, the provider's limits and account, hop-by-hop headers (RFC 9110, 7.6.1), names of servers.
 *
 * @param contentType null when there is none
 * @param passed names and values in turn
 */
public record AnswerHead(int status, @Nullable String contentType, List<String> passed) {
    /** By which a provider whose answers have no {@code usage} says how many tokens it read, and how many it wrote. */
    public static final String INPUT_TOKENS = "x-usage-input-tokens";

    public static final String OUTPUT_TOKENS = "x-usage-output-tokens";

    private static final AsciiString EVENT_STREAM = AsciiString.cached("text/event-stream");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString[] PASSED = {
        HttpHeaderNames.CONTENT_ENCODING,
        HttpHeaderNames.CONTENT_LANGUAGE,
        HttpHeaderNames.CONTENT_DISPOSITION,
        HttpHeaderNames.CACHE_CONTROL,
        HttpHeaderNames.RETRY_AFTER,
        AsciiString.cached("retry-after-ms"),
        AsciiString.cached("openai-processing-ms"),
        AsciiString.cached(INPUT_TOKENS),
        AsciiString.cached(OUTPUT_TOKENS),
    };

    static AnswerHead of(HttpResponse response) {
        return of(response.status().code(), response.headers());
    }

    /** @param headers of HTTP/2; the status is not looked for in them */
    static AnswerHead of(int status, Http2Headers headers) {
        HttpHeaders fields =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newEmptyHeaders();
        headers.forEach(field -> fields.add(field.getKey(), field.getValue()));
        return of(status, fields);
    }

    /** 0 when there is none that can be read. */
    static int status(Http2Headers headers) {
        CharSequence status = headers.status();
        try {
            return status == null ? 0 : Integer.parseInt(status, 0, status.length(), 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static AnswerHead of(int status, HttpHeaders headers) {
        List<String> passed = List.of();
        for (AsciiString name : PASSED) {
            String value = headers.get(name);
            if (value != null) {
                passed = passed.isEmpty() ? new ArrayList<>(4) : passed;
                passed.add(name.toString());
                passed.add(value);
            }
        }
        return new AnswerHead(status, headers.get(HttpHeaderNames.CONTENT_TYPE), passed);
    }

    /** The header of that name (in lower case) if it is one of those passed on; null when there is none. */
    public @Nullable String passed(String name) {
        for (int i = 0; i < passed.size(); i += 2) {
            if (passed.get(i).equals(name)) {
                return passed.get(i + 1);
            }
        }
        return null;
    }

    public boolean isEventStream() {
        return startsWith(EVENT_STREAM);
    }

    public boolean isJson() {
        return startsWith(JSON);
    }

    private boolean startsWith(AsciiString type) {
        return contentType != null && contentType.regionMatches(true, 0, type.toString(), 0, type.length());
    }

    /** True when the content is characters. */
    public boolean isText() {
        return contentType != null && TextTypes.contain(contentType);
    }

    public boolean isError() {
        return status >= 400;
    }
}
