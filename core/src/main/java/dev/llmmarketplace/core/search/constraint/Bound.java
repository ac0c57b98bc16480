package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which side of a number is meant. */
enum Bound {
    AT_LEAST,
    ABOVE,
    AT_MOST,
    BELOW,
    EXACTLY,
    /** Not said: each figure has its own usual one. */
    OPEN;

    private static final int LONGEST = 3;
    private static final Map<String, Bound> PHRASES = phrases();

    /** @param end index of the word behind it */
    record Found(Bound bound, int end) {}

    static Found at(Words words, int index) {
        for (int count = LONGEST; count > 0; count--) {
            Bound bound = PHRASES.get(words.phrase(index, count));
            if (bound != null) {
                return new Found(bound, index + count);
            }
        }
        return new Found(OPEN, index);
    }

    /** Behind a number: {@code 200k or more}. */
    static Found behind(Words words, int index) {
        return switch (words.phrase(index, 2)) {
            case "or more", "or above", "or larger", "or longer", "or higher" -> new Found(AT_LEAST, index + 2);
            case "or less", "or below", "or under", "or cheaper" -> new Found(AT_MOST, index + 2);
            default ->
                switch (words.phrase(index, 1)) {
                    case "+", "minimum", "min" -> new Found(AT_LEAST, index + 1);
                    case "max", "maximum" -> new Found(AT_MOST, index + 1);
                    default -> new Found(OPEN, index);
                };
        };
    }

    Bound or(Bound other) {
        return this == OPEN ? other : this;
    }

    Range range(long value) {
        return switch (this) {
            case AT_LEAST -> Range.atLeast(value);
            case ABOVE -> Range.atLeast(value + 1);
            case AT_MOST, OPEN -> Range.atMost(value);
            case BELOW -> Range.atMost(value - 1);
            case EXACTLY -> new Range(value, value);
        };
    }

    private static Map<String, Bound> phrases() {
        Map<String, Bound> phrases = new HashMap<>();
        List.of(
                        "at least",
                        "min",
                        "minimum",
                        "minimum of",
                        "no less than",
                        "not less than",
                        ">=",
                        "\u2265",
                        "from",
                        "of at least")
                .forEach(phrase -> phrases.put(phrase, AT_LEAST));
        List.of(
                        "more than",
                        "over",
                        "above",
                        "greater than",
                        "larger than",
                        "longer than",
                        "bigger than",
                        "higher than",
                        "exceeding",
                        ">")
                .forEach(phrase -> phrases.put(phrase, ABOVE));
        List.of(
                        "at most",
                        "up to",
                        "max",
                        "maximum",
                        "maximum of",
                        "no more than",
                        "not more than",
                        "<=",
                        "\u2264",
                        "within")
                .forEach(phrase -> phrases.put(phrase, AT_MOST));
        List.of("under", "below", "less than", "cheaper than", "lower than", "shorter than", "smaller than", "<")
                .forEach(phrase -> phrases.put(phrase, BELOW));
        List.of("exactly").forEach(phrase -> phrases.put(phrase, EXACTLY));
        return Map.copyOf(phrases);
    }
}
