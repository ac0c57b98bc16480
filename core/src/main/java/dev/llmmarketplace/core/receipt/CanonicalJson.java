package dev.llmmarketplace.core.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a value of objects, lists, texts, whole numbers and truth values: JSON by the rules of RFC 8785
 * (members in the order of their names, no white space, shortest escapes). Members without a value are left out, so what
 * was written before a member existed reads the same after.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** @throws IllegalArgumentException for any other value, fractions among them */
    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException for any other value, fractions among them */
    public static String text(Object value) {
        StringBuilder json = new StringBuilder(512);
        write(json, value);
        return json.toString();
    }

    private static void write(StringBuilder json, Object value) {
        switch (value) {
            case Map<?, ?> members -> writeMembers(json, members);
            case List<?> items -> writeItems(json, items);
            case String text -> writeText(json, text);
            case Integer number -> json.append(number.intValue());
            case Long number -> json.append(number.longValue());
            case Boolean truth -> json.append(truth.booleanValue());
            default -> throw new IllegalArgumentException("no canonical form of " + value);
        }
    }

    private static void writeMembers(StringBuilder json, Map<?, ?> members) {
        Map<String, Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> put(sorted, name, value));
        json.append('{');
        sorted.forEach((name, value) -> {
            if (json.charAt(json.length() - 1) != '{') {
                json.append(',');
            }
            writeText(json, name);
            json.append(':');
            write(json, value);
        });
        json.append('}');
    }

    private static void put(Map<String, Object> members, @Nullable Object name, @Nullable Object value) {
        if (name != null && value != null) {
            members.put(name.toString(), value);
        }
    }

    private static void writeItems(StringBuilder json, List<?> items) {
        json.append('[');
        for (Iterator<?> iterator = items.iterator(); iterator.hasNext(); ) {
            write(json, iterator.next());
            if (iterator.hasNext()) {
                json.append(',');
            }
        }
        json.append(']');
    }

    private static void writeText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c % 16, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
