package dev.llmmarketplace.core.search.constraint;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number as people write it.
 *
 * @param suffix {@code k}, {@code m}, {@code b}, {@code ms}, {@code s}, or nothing; already multiplied in where it counts
 * @param orMore whether a plus stands behind it
 * @param end index of the word behind it
 */
record Amount(BigDecimal value, String suffix, boolean orMore, int end) {
    private static final int MOST_DIGITS = 18;

    /** {@code 200k}, {@code 1 million}, {@code 128,000}, {@code 0,5}. */
    static Optional<Amount> at(Words words, int index) {
        if (index >= words.size() || !words.get(index).number()) {
            return Optional.empty();
        }
        String text = words.get(index).lower();
        boolean plus = text.endsWith("+");
        String number = plus ? text.substring(0, text.length() - 1) : text;
        int digits = number.length();
        while (!Character.isDigit(number.charAt(digits - 1))) {
            digits--;
        }
        if (digits > MOST_DIGITS) {
            return Optional.empty();
        }
        String suffix = number.substring(digits);
        return decimal(number.substring(0, digits))
                .map(value -> suffix.isEmpty()
                        ? scaled(words, value, plus, index + 1)
                        : new Amount(times(value, suffix), suffix, plus, index + 1));
    }

    private static Amount scaled(Words words, BigDecimal value, boolean plus, int next) {
        return switch (words.phrase(next, 1)) {
            case "k", "thousand" -> new Amount(times(value, "k"), "k", plus, next + 1);
            case "m", "million", "mio" -> new Amount(times(value, "m"), "m", plus, next + 1);
            default -> new Amount(value, "", plus, next);
        };
    }

    private static BigDecimal times(BigDecimal value, String suffix) {
        return switch (suffix) {
            case "k" -> value.movePointRight(3);
            case "m" -> value.movePointRight(6);
            case "b" -> value.movePointRight(9);
            default -> value;
        };
    }

    /** A comma before three digits groups, any other is a point. */
    private static Optional<BigDecimal> decimal(String digits) {
        String plain = digits.replaceAll(",(?=\\d{3}(?:\\D|$))", "").replace(',', '.');
        try {
            return Optional.of(new BigDecimal(plain));
        } catch (NumberFormatException e) {
            return Optional.empty(); // 1.2.3 is a version
        }
    }
}
