package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Range;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number with its bound, or two with what lies between: {@code at least 200k}, {@code under $1}, {@code between 1 and 5}.
 *
 * @param upper the second number; null when there is one
 * @param sign the sign before the number; empty when there is none
 * @param suffix of the number, see {@link Amount}
 * @param end index of the word behind it
 */
record Quantity(Bound bound, BigDecimal value, @Nullable BigDecimal upper, String sign, String suffix, int end) {

    /** @param signs that may stand before a number */
    static Optional<Quantity> at(Words words, int index, Set<String> signs) {
        boolean opening = Set.of("between", "from").contains(words.phrase(index, 1));
        return (opening ? between(words, index + 1, signs) : Optional.<Quantity>empty())
                .or(() -> bounded(words, Bound.at(words, index), signs));
    }

    /**
     * The range in whole numbers.
     *
     * @param factor from the written number to the whole one
     * @param usual which bound is meant where none is said
     * @return empty where it cannot be meant: more than {@code most}, less than nothing
     */
    Optional<Range> range(BigDecimal factor, Bound usual, long most) {
        BigDecimal first = value.multiply(factor);
        BigDecimal second = upper == null ? first : upper.multiply(factor);
        if (first.max(second).compareTo(BigDecimal.valueOf(most)) > 0) {
            return Optional.empty();
        }
        Range range = upper == null
                ? bound.or(usual).range(first.longValue())
                : new Range(first.min(second).longValue(), first.max(second).longValue());
        Long greatest = range.most();
        return greatest != null && greatest < 0 ? Optional.empty() : Optional.of(range);
    }

    private static Optional<Quantity> between(Words words, int index, Set<String> signs) {
        return bounded(words, new Bound.Found(Bound.OPEN, index), signs).flatMap(first -> {
            int joint = first.end();
            return Set.of("and", "to").contains(words.phrase(joint, 1))
                    ? bounded(words, new Bound.Found(Bound.OPEN, joint + 1), signs)
                            .map(second -> join(first, second))
                    : Optional.empty();
        });
    }

    /** {@code between 32 and 128k} means thousands twice. */
    private static Quantity join(Quantity first, Quantity second) {
        boolean same = first.suffix().isEmpty() && !second.suffix().isEmpty();
        BigDecimal factor = switch (second.suffix()) {
            case "k" -> BigDecimal.valueOf(1_000);
            case "m" -> BigDecimal.valueOf(1_000_000);
            default -> BigDecimal.ONE;
        };
        BigDecimal least = same ? first.value().multiply(factor) : first.value();
        String sign = first.sign().isEmpty() ? second.sign() : first.sign();
        return new Quantity(Bound.EXACTLY, least, second.value(), sign, second.suffix(), second.end());
    }

    private static Optional<Quantity> bounded(Words words, Bound.Found bound, Set<String> signs) {
        String sign = words.phrase(bound.end(), 1);
        boolean signed = signs.contains(sign);
        return Amount.at(words, bound.end() + (signed ? 1 : 0))
                .map(amount -> closed(words, bound.bound(), amount, signed ? sign : ""));
    }

    private static Quantity closed(Words words, Bound before, Amount amount, String sign) {
        Bound.Found behind = Bound.behind(words, amount.end());
        Bound bound = before.or(amount.orMore() ? Bound.AT_LEAST : behind.bound());
        int end = before == Bound.OPEN ? behind.end() : amount.end();
        return new Quantity(bound, amount.value(), null, sign, amount.suffix(), end);
    }
}
