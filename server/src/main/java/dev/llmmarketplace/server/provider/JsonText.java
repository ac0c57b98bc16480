package dev.llmmarketplace.server.provider;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/** Writes JSON strings into a builder, which is quicker here than a generator and allocates nothing else. */
final class JsonText {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private JsonText() {}

    static void quote(StringBuilder json, CharSequence text) {
        json.append('"');
        escape(json, text);
        json.append('"');
    }

    /** Without the surrounding quotes. */
    static void escape(StringBuilder json, CharSequence text) {
        ENCODER.quoteAsString(text, json);
    }

    static void quoteOrNull(StringBuilder json, @Nullable String text) {
        if (text == null) {
            json.append("null");
        } else {
            quote(json, text);
        }
    }
}
