package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Figure;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lengths in tokens: "at least 200k context", "context window of 1M", "8k output tokens". At least, where nothing is said. */
final class TokensRule implements Rule {
    private static final long MOST = 1_000_000_000L;
    private static final int LONGEST = 3;
    private static final Set<String> LINKS = Set.of("of", "is", "with");
    private static final Set<String> UNITS = Set.of("tokens", "token", "tok");

    private static final Map<String, Figure> NOUNS = Map.ofEntries(
            Map.entry("context", Figure.CONTEXT),
            Map.entry("context window", Figure.CONTEXT),
            Map.entry("context length", Figure.CONTEXT),
            Map.entry("context size", Figure.CONTEXT),
            Map.entry("window", Figure.CONTEXT),
            Map.entry("output", Figure.OUTPUT_TOKENS),
            Map.entry("output length", Figure.OUTPUT_TOKENS),
            Map.entry("output tokens", Figure.OUTPUT_TOKENS),
            Map.entry("max output", Figure.OUTPUT_TOKENS),
            Map.entry("max output tokens", Figure.OUTPUT_TOKENS),
            Map.entry("maximum output", Figure.OUTPUT_TOKENS),
            Map.entry("answers", Figure.OUTPUT_TOKENS));

    @Override
    public Optional<Match> match(Words words, int index) {
        Noun before = noun(words, index);
        int start =
                before.end() > index && LINKS.contains(words.phrase(before.end(), 1)) ? before.end() + 1 : before.end();
        return Quantity.at(words, start, Set.of()).flatMap(quantity -> match(words, before, quantity));
    }

    private static Optional<Match> match(Words words, Noun before, Quantity quantity) {
        int unit = quantity.end() + (UNITS.contains(words.phrase(quantity.end(), 1)) ? 1 : 0);
        int link = words.phrase(unit, 1).equals("of") ? unit + 1 : unit;
        Noun after = before.figure().isPresent() ? new Noun(Optional.empty(), unit) : noun(words, link);
        int end = after.figure().isPresent() ? after.end() : unit;
        Bound.Found behind = Bound.behind(words, end);
        Bound bound = quantity.bound().or(behind.bound());
        boolean named = before.figure().isPresent() || after.figure().isPresent() || unit > quantity.end();
        boolean large = Set.of("k", "m").contains(quantity.suffix()) && bound != Bound.OPEN;
        if (!named && !large || !Set.of("", "k", "m").contains(quantity.suffix())) {
            return Optional.empty();
        }
        Figure figure = before.figure().or(after::figure).orElse(Figure.CONTEXT);
        return quantity.range(BigDecimal.ONE, bound.or(Bound.AT_LEAST), MOST)
                .map(range -> new Match(
                        quantity.bound() == Bound.OPEN ? behind.end() : end, new Effect.Bounded(figure, range)));
    }

    private record Noun(Optional<Figure> figure, int end) {}

    private static Noun noun(Words words, int index) {
        for (int count = LONGEST; count > 0; count--) {
            Figure figure = NOUNS.get(words.phrase(index, count));
            if (figure != null) {
                return new Noun(Optional.of(figure), index + count);
            }
        }
        return new Noun(Optional.empty(), index);
    }
}
