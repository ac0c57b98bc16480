package dev.llmmarketplace.gateway.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.kernel.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An error for a caller, in the shapes of the dialects.
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

    /**
     * The body of an answer, in the shape of {@code dialect}; both have our code besides their own type.
     *
     * @param status of the answer
     */
    public byte[] body(Dialect dialect, int status, String requestId) {
        return switch (dialect) {
            case OPENAI, CUSTOM ->
                JsonText.write(json -> {
                    json.writeStartObject();
                    writeOpenAi(json, status);
                    json.writeEndObject();
                });
            case ANTHROPIC ->
                JsonText.write(json -> {
                    json.writeStartObject();
                    json.writeStringField("type", "error");
                    json.writeObjectFieldStart("error");
                    json.writeStringField("type", ErrorTypes.anthropic(status));
                    json.writeStringField("message", message);
                    json.writeStringField("code", code.code());
                    if (nextStep != null) {
                        nextStep.write(json, "next_step");
                    }
                    json.writeEndObject();
                    json.writeStringField("request_id", requestId);
                    json.writeEndObject();
                });
        };
    }

    /**
     * A problem document (RFC 9457), as the rest of {@code /api} answers with.
     *
     * @param path of the request
     * @param status of the answer
     */
    public byte[] problem(String path, int status, String requestId) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("type", "/docs/errors#" + code.code());
            json.writeStringField("title", code.title());
            json.writeNumberField("status", status);
            json.writeStringField("detail", message);
            json.writeStringField("instance", path);
            json.writeStringField("code", code.code());
            json.writeStringField("requestId", requestId);
            json.writeArrayFieldStart("violations");
            json.writeEndArray();
            if (nextStep != null) {
                nextStep.write(json, "nextStep");
            }
            json.writeEndObject();
        });
    }

    /** The member {@code error} of an object, as OpenAI's dialect has it. */
    public void writeMember(JsonGenerator json) throws IOException {
        writeOpenAi(json, code.status());
    }

    private void writeOpenAi(JsonGenerator json, int status) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("message", message);
        json.writeStringField("type", ErrorTypes.openAi(code, status));
        json.writeStringField("param", param);
        json.writeStringField("code", code.code());
        if (nextStep != null) {
            nextStep.write(json, "next_step");
        }
        json.writeEndObject();
    }

    /** The last event of a stream by {@code route}, before which {@code events} have gone on. */
    public byte[] event(Route route, String requestId, int events) {
        return switch (route) {
            case RESPONSES -> framed(NAMED_EVENT_HEAD, typed(events));
            case MESSAGES, COUNT_TOKENS -> framed(NAMED_EVENT_HEAD, body(Dialect.ANTHROPIC, code.status(), requestId));
            case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS, MODELS, INVOKE ->
                framed(EVENT_HEAD, body(Dialect.OPENAI, code.status(), requestId));
        };
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
            writeOpenAi(json, code.status());
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
}
