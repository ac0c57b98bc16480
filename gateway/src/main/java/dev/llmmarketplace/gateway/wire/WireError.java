package dev.llmmarketplace.gateway.wire;

import dev.llmmarketplace.core.kernel.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An error as the OpenAI dialect carries it.
 *
 * @param message one sentence for the caller
 * @param param the member or header at fault; null when there is none
 * @param nextStep what can be done about it; null when the message says all
 */
public record WireError(
        ErrorCode code,
        String message,
        @Nullable String param,
        @Nullable NextStep nextStep) {
    private static final byte[] EVENT_HEAD = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT_TAIL = "\n\n".getBytes(StandardCharsets.US_ASCII);

    public WireError(ErrorCode code, String message, @Nullable String param) {
        this(code, message, param, null);
    }

    public static WireError of(ErrorCode code, String message) {
        return new WireError(code, message, null);
    }

    /** {@code {"error":{…}}} */
    public byte[] body() {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message);
            json.writeStringField("type", type());
            json.writeStringField("param", param);
            json.writeStringField("code", code.code());
            if (nextStep != null) {
                nextStep.write(json);
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** The same as the last event of a stream. */
    public byte[] event() {
        byte[] body = body();
        byte[] event = new byte[EVENT_HEAD.length + body.length + EVENT_TAIL.length];
        System.arraycopy(EVENT_HEAD, 0, event, 0, EVENT_HEAD.length);
        System.arraycopy(body, 0, event, EVENT_HEAD.length, body.length);
        System.arraycopy(EVENT_TAIL, 0, event, EVENT_HEAD.length + body.length, EVENT_TAIL.length);
        return event;
    }

    private String type() {
        return switch (code.status()) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default ->
                switch (code.kind()) {
                    case CALLER, RESOURCES -> "invalid_request_error";
                    case INTERNAL -> "server_error";
                    case UPSTREAM -> "upstream_error";
                };
        };
    }
}
