package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads members of entries, whose types nobody guarantees. */
final class Fields {
    /** No price or limit has more digits; a number such as 1e999999 would otherwise cost a gigabyte to write out. */
    private static final int MOST_SCALE = 40;

    private Fields() {}

    /** Null when absent, null or blank. */
    static @Nullable String text(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        return value.isTextual() && !value.textValue().isBlank()
                ? value.textValue().strip()
                : null;
    }

    static boolean flag(JsonNode entry, String field) {
        return entry.path(field).isBoolean() && entry.path(field).booleanValue();
    }

    /** A number, or a number as text. */
    static Optional<BigDecimal> decimal(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber() && !value.isTextual()) {
            throw new MalformedEntry("'" + field + "' is not a number");
        }
        try {
            BigDecimal number = value.isNumber()
                    ? value.decimalValue()
                    : new BigDecimal(value.textValue().strip());
            if (Math.abs(number.scale()) > MOST_SCALE) {
                throw new MalformedEntry("'" + field + "' is out of range");
            }
            return Optional.of(number);
        } catch (NumberFormatException e) {
            throw new MalformedEntry("'" + field + "' is not a number but '" + value.asText() + "'");
        }
    }

    /** A count of tokens; 0 when not stated. Catalogues write 2000000.0 at times. */
    static long tokens(JsonNode entry, String field) {
        long most = 100_000_000;
        return decimal(entry, field)
                .map(number -> number.max(BigDecimal.ZERO)
                        .min(BigDecimal.valueOf(most))
                        .longValue())
                .orElse(0L);
    }

    /** A full date; null for anything else, such as a year and month. */
    static @Nullable LocalDate date(JsonNode entry, String field) {
        String text = text(entry, field);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The texts of an array; empty when it is none. */
    static List<String> texts(JsonNode entry, String field) {
        List<String> texts = new ArrayList<>();
        entry.path(field).forEach(value -> {
            if (value.isTextual()) {
                texts.add(value.textValue());
            }
        });
        return texts;
    }
}
