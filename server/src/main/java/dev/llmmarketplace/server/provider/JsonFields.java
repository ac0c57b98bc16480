package dev.llmmarketplace.server.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Values of the types that a request must have, at the parser's present token; anything else is refused by name. */
final class JsonFields {
    private JsonFields() {}

    static void openObject(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw ProviderError.malformed("The body must be a JSON object.");
        }
    }

    /** Refuses anything after the value that was read. */
    static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw ProviderError.malformed("The body goes on after its JSON object.");
        }
    }

    static void requireObject(JsonParser parser, String field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw ProviderError.invalid(field, "'" + field + "' must hold objects.");
        }
    }

    static String text(JsonParser parser, String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw ProviderError.invalid(field, "'" + field + "' must be text.");
        }
        return parser.getText();
    }

    static @Nullable String textOrNull(JsonParser parser, String field) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : text(parser, field);
    }

    /** {@code null} counts as false. */
    static boolean flag(JsonParser parser, String field) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw ProviderError.invalid(field, "'" + field + "' must be true or false.");
        };
    }

    /** A whole number of at least {@code least}; {@code null} and what exceeds an int mean no bound. */
    static int count(JsonParser parser, String field, int least) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return field.equals("n") ? 1 : Integer.MAX_VALUE;
        }
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw ProviderError.invalid(field, "'" + field + "' must be a whole number.");
        }
        long number = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue().signum() * Long.MAX_VALUE
                : parser.getLongValue();
        if (number < least) {
            throw ProviderError.invalid(field, "'" + field + "' must be " + least + " or more.");
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    static ProviderError malformed(IOException e) {
        String where = e instanceof JsonProcessingException json && json.getLocation() != null
                ? " at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : "";
        return ProviderError.malformed("The body is not JSON" + where + ".");
    }
}
