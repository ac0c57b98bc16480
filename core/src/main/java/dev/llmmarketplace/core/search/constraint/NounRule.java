package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A figure that is called by a noun before or behind its number: "99.9 % availability", "retention of at most 30 days". */
final class NounRule implements Rule {
    private static final int LONGEST = 3;
    private static final long MOST = 1_000_000_000L;
    private static final Set<String> LINKS = Set.of("of", "is", "for", "in");

    private final Figure figure;
    private final Set<String> nouns;
    private final Map<String, BigDecimal> units;
    private final Bound usual;

    /**
     * @param units by what stands behind the number or is its suffix, the factor to the figure's whole number; one of them
     *     must stand there
     */
    private NounRule(Figure figure, Set<String> nouns, Map<String, BigDecimal> units, Bound usual) {
        this.figure = figure;
        this.nouns = nouns;
        this.units = units;
        this.usual = usual;
    }

    static NounRule availability() {
        BigDecimal thousandths = BigDecimal.valueOf(1_000);
        return new NounRule(
                Figure.AVAILABILITY,
                Set.of("availability", "uptime", "sla", "uptime sla", "available"),
                Map.of("%", thousandths, "percent", thousandths, "per cent", thousandths),
                Bound.AT_LEAST);
    }

    static NounRule retention() {
        return new NounRule(
                Figure.RETENTION_DAYS,
                Set.of("retention", "data retention", "retention period", "keeps data", "keeps prompts"),
                Map.of(
                        "day",
                        BigDecimal.ONE,
                        "days",
                        BigDecimal.ONE,
                        "week",
                        BigDecimal.valueOf(7),
                        "weeks",
                        BigDecimal.valueOf(7)),
                Bound.AT_MOST);
    }

    static NounRule latency() {
        BigDecimal thousand = BigDecimal.valueOf(1_000);
        return new NounRule(
                Figure.LATENCY,
                Set.of("latency", "response time", "response times", "answers", "responds"),
                Map.of(
                        "ms",
                        BigDecimal.ONE,
                        "milliseconds",
                        BigDecimal.ONE,
                        "s",
                        thousand,
                        "sec",
                        thousand,
                        "second",
                        thousand,
                        "seconds",
                        thousand),
                Bound.AT_MOST);
    }

    @Override
    public Optional<Match> match(Words words, int index) {
        int noun = noun(words, index);
        int start = noun > index && LINKS.contains(words.phrase(noun, 1)) ? noun + 1 : noun;
        return Quantity.at(words, start, Set.of()).flatMap(quantity -> match(words, noun > index, quantity));
    }

    private Optional<Match> match(Words words, boolean named, Quantity quantity) {
        boolean attached = units.containsKey(quantity.suffix());
        String unit = attached ? quantity.suffix() : words.phrase(quantity.end(), 1);
        BigDecimal factor = units.get(unit);
        if (factor == null) {
            return Optional.empty();
        }
        int behind = quantity.end() + (attached ? 0 : 1);
        int link = words.phrase(behind, 1).equals("of") ? behind + 1 : behind;
        int end = named ? behind : noun(words, link);
        Optional<Range> range = quantity.range(factor, usual, MOST);
        return named || end > link
                ? range.map(held -> new Match(end, new Effect.Bounded(figure, held)))
                : Optional.empty();
    }

    private int noun(Words words, int index) {
        for (int count = LONGEST; count > 0; count--) {
            if (nouns.contains(words.phrase(index, count))) {
                return index + count;
            }
        }
        return index;
    }
}
