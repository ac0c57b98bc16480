package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When models came out: "released after 2025", "since March 2026", "newer than 2026-01-31". A year or month is meant whole. */
final class ReleaseRule implements Rule {
    private static final Set<String> VERBS = Set.of("released", "launched", "published", "from");
    private static final Map<String, Bound> SIDES = Map.of(
            "since", Bound.AT_LEAST,
            "after", Bound.ABOVE,
            "newer than", Bound.ABOVE,
            "before", Bound.BELOW,
            "older than", Bound.BELOW,
            "until", Bound.AT_MOST);

    /** @param end index of the word behind it */
    private record Period(LocalDate first, LocalDate last, int end) {}

    @Override
    public Optional<Match> match(Words words, int index) {
        boolean verb = VERBS.contains(words.phrase(index, 1));
        int start = verb ? index + 1 : index;
        for (int count = 2; count > 0; count--) {
            Bound bound = SIDES.get(words.phrase(start, count));
            if (bound != null) {
                return period(words, start + count).map(period -> match(bound, period));
            }
        }
        boolean in = verb && Set.of("in", "on").contains(words.phrase(start, 1));
        return verb
                ? period(words, in ? start + 1 : start).map(period -> match(Bound.EXACTLY, period))
                : Optional.empty();
    }

    private static Match match(Bound bound, Period period) {
        long first = period.first().toEpochDay();
        long last = period.last().toEpochDay();
        Range range = switch (bound) {
            case AT_LEAST -> Range.atLeast(first);
            case ABOVE -> Range.atLeast(last + 1);
            case BELOW -> Range.atMost(first - 1);
            case AT_MOST -> Range.atMost(last);
            case EXACTLY, OPEN -> new Range(first, last);
        };
        return new Match(period.end(), new Effect.Bounded(Figure.RELEASED, range));
    }

    private static Optional<Period> period(Words words, int index) {
        return year(words, index)
                .map(year -> new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), index + 1))
                .or(() -> month(words, index))
                .or(() -> day(words, index));
    }

    private static Optional<Integer> year(Words words, int index) {
        return Optional.of(words.phrase(index, 1))
                .filter(text -> text.matches("20\\d\\d"))
                .map(Integer::valueOf);
    }

    private static Optional<Period> month(Words words, int index) {
        String name = words.phrase(index, 1);
        return Arrays.stream(Month.values())
                .filter(month -> named(month, name))
                .findFirst()
                .flatMap(month -> year(words, index + 1).map(year -> YearMonth.of(year, month)))
                .map(month -> new Period(month.atDay(1), month.atEndOfMonth(), index + 2));
    }

    private static boolean named(Month month, String name) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).equalsIgnoreCase(name)
                || month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equalsIgnoreCase(name);
    }

    private static Optional<Period> day(Words words, int index) {
        try {
            return index >= words.size()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(words.typed(index))).map(day -> new Period(day, day, index + 1));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
