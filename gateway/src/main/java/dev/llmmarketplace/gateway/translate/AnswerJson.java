package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** JSON that is made here. */
final class AnswerJson {
    static final JsonFactory FACTORY = new JsonFactory();

    private AnswerJson() {}

    /** A value as JSON text, as arguments of functions are written. */
    static String text(Node value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            value.write(json);
        }
        return text.toString();
    }
}
