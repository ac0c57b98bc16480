package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.receipt.CanonicalJson;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trees by the JSON Canonicalization Scheme (RFC 8785): members in the order of their names' UTF-16 units, no white space,
 * shortest escapes, numbers as ECMAScript writes the nearest double.
 */
public final class CanonicalTree {
    /** Up to here numbers are written without an exponent. */
    private static final int PLAIN_DIGITS = 21;

    private static final int PLAIN_ZEROS = 6;

    private final StringBuilder text = new StringBuilder(1024);

    private CanonicalTree() {}

    /** @throws IllegalArgumentException for a number that no double is near to */
    public static byte[] bytes(JsonNode tree) {
        CanonicalTree writer = new CanonicalTree();
        writer.write(tree);
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> members(node);
            case ARRAY -> items(node);
            case STRING -> text.append(CanonicalJson.text(node.asText()));
            case NUMBER -> text.append(number(node.doubleValue()));
            case BOOLEAN -> text.append(node.asBoolean());
            case NULL -> text.append("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
        }
    }

    private void members(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        char separator = '{';
        for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
            text.append(separator).append(CanonicalJson.text(member.getKey())).append(':');
            write(member.getValue());
            separator = ',';
        }
        text.append(sorted.isEmpty() ? "{}" : "}");
    }

    private void items(JsonNode array) {
        char separator = '[';
        for (JsonNode item : array) {
            text.append(separator);
            write(item);
            separator = ',';
        }
        text.append(array.isEmpty() ? "[]" : "]");
    }

    /** As ECMAScript's Number::toString, of the shortest digits that tell the double from its neighbours. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number is too large");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + placed(digits, point);
    }

    /** Java writes two digits at least, which for the smallest doubles is one too many. */
    private static BigDecimal shortest(double value) {
        BigDecimal written = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal oneDigit = written.round(new MathContext(1));
        return oneDigit.doubleValue() == value ? oneDigit : written;
    }

    /** @param point how many of the digits stand before the decimal point */
    private static String placed(String digits, int point) {
        if (point >= digits.length() && point <= PLAIN_DIGITS) {
            return digits + "0".repeat(point - digits.length());
        }
        if (point > 0 && point <= PLAIN_DIGITS) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (point > -PLAIN_ZEROS && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }
}
