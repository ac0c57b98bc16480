package dev.llmmarketplace.gateway.translate;

import dev.llmmarketplace.gateway.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events that are written. */
final class EventText {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    /** An event without a name, as OpenAI's. */
    void event(JsonText.Writing data) {
        raw(JsonText.write(data));
    }

    /** An event with its name, as Anthropic's. */
    void event(String name, JsonText.Writing data) {
        named(name, JsonText.write(data));
    }

    /** The same of data that is written already. */
    void named(String name, byte[] data) {
        ascii("event: " + name + "\n");
        raw(data);
    }

    /** An event of data that is written already. */
    void raw(byte[] data) {
        ascii("data: ");
        bytes.writeBytes(data);
        ascii("\n\n");
    }

    void done() {
        ascii("data: [DONE]\n\n");
    }

    private void ascii(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
