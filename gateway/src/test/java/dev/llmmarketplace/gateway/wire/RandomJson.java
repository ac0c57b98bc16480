package dev.llmmarketplace.gateway.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON of all kinds, as a library writes it. */
final class RandomJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private RandomJson() {}

    static Arbitrary<Object> values() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                strings().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(Object.class::cast),
                        Arbitraries.maps(strings(), inner).ofMaxSize(3).map(Object.class::cast)),
                0,
                2);
    }

    static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30).filter(RandomJson::encodable),
                Arbitraries.strings()
                        .withChars("\"\\/{}[]:,\n\t ab\u00e9\u20ac")
                        .ofMaxLength(20),
                Arbitraries.of("model", "usage", "choices", "content", "data: ", "\uD83D\uDE00", ""));
    }

    private static boolean encodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Objects of any members besides {@code known}, which stand in a random place. */
    static Arbitrary<Map<String, Object>> around(Map<String, Object> known) {
        return Combinators.combine(
                        Arbitraries.maps(strings(), values()).ofMaxSize(3),
                        Arbitraries.integers().between(0, 5))
                .as((others, place) -> merge(others, known, place));
    }

    private static Map<String, Object> merge(Map<String, Object> others, Map<String, Object> known, int place) {
        Map<String, Object> merged = new LinkedHashMap<>();
        List<String> names = List.copyOf(others.keySet());
        for (int i = 0; i <= names.size(); i++) {
            if (i == Math.min(place, names.size())) {
                merged.putAll(known);
            }
            if (i < names.size() && !known.containsKey(names.get(i))) {
                merged.put(names.get(i), others.get(names.get(i)));
            }
        }
        return merged;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
