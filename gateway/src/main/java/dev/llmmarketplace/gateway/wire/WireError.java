package dev.llmmarketplace.gateway.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.core.kernel.ErrorCode;
import java.io.IOException;
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
    private static final byte[] NAMED_EVENT_HEAD = "event: error\ndata: ".getBytes(StandardCharsets.US_ASCII);
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
            writeError(json);
            json.writeEndObject();
        });
    }

    private void writeError(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("message", message);
        json.writeStringField("type", type());
        json.writeStringField("param", param);
        json.writeStringField("code", code.code());
        if (nextStep != null) {
            nextStep.write(json);
        }
        json.writeEndObject();
    }

    /** The same as the last event of a stream by {@code route}, before which {@code events} have gone on. */
    public byte[] event(Route route, int events) {
        return route == Route.RESPONSES ? framed(NAMED_EVENT_HEAD, typed(events)) : framed(EVENT_HEAD, body());
    }

    /** An event of the Responses API, with the usual error beside it for clients that look for that in any stream. */
    private byte[] typed(int events) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("type", "error");
            json.writeNumberField("sequence_number", events);
            json.writeStringField("code", code.code());
            json.writeStringField("message", message);
            json.writeStringField("param", param);
            writeError(json);
            json.writeEndObject();
        });
    }

    private static byte[] framed(byte[] head, byte[] data) {
        byte[] event = new byte[head.length + data.length + EVENT_TAIL.length];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(data, 0, event, head.length, data.length);
        System.arraycopy(EVENT_TAIL, 0, event, head.length + data.length, EVENT_TAIL.length);
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
