package dev.llmmarketplace.core.search.constraint;

import static java.util.Map.entry;

import dev.llmmarketplace.core.search.Figure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prices: "under $1 per million", "output below 50 cents per 1k tokens". Per million tokens and of input where nothing else
 * is said. Catalogues list dollars; other currencies are converted at a fixed round rate, which the resulting filter shows.
 */
final class PriceRule implements Rule {
    private static final long MOST = 1_000_000L * 1_000_000_000L;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private static final Map<String, BigDecimal> DOLLARS = Map.ofEntries(
            entry("$", BigDecimal.ONE),
            entry("us$", BigDecimal.ONE),
            entry("usd", BigDecimal.ONE),
            entry("dollar", BigDecimal.ONE),
            entry("dollars", BigDecimal.ONE),
            entry("cent", new BigDecimal("0.01")),
            entry("cents", new BigDecimal("0.01")),
            entry("\u00a2", new BigDecimal("0.01")),
            entry("\u20ac", new BigDecimal("1.1")),
            entry("eur", new BigDecimal("1.1")),
            entry("euro", new BigDecimal("1.1")),
            entry("euros", new BigDecimal("1.1")),
            entry("\u00a3", new BigDecimal("1.3")),
            entry("gbp", new BigDecimal("1.3")),
            entry("pounds", new BigDecimal("1.3")));

    private static final Map<String, Integer> TOKENS = Map.ofEntries(
            entry("million", 1_000_000),
            entry("1m", 1_000_000),
            entry("1 million", 1_000_000),
            entry("m", 1_000_000),
            entry("mtok", 1_000_000),
            entry("mio", 1_000_000),
            entry("thousand", 1_000),
            entry("1k", 1_000),
            entry("1000", 1_000),
            entry("1,000", 1_000),
            entry("k", 1_000),
            entry("ktok", 1_000),
            entry("token", 1));
    private static final Set<String> PER = Set.of("per", "/", "a", "for a");

    private static final Map<String, Figure> SIDES = Map.of(
            "input", Figure.INPUT_PRICE,
            "prompt", Figure.INPUT_PRICE,
            "output", Figure.OUTPUT_PRICE,
            "completion", Figure.OUTPUT_PRICE,
            "blended", Figure.BLENDED_PRICE);
    private static final Set<String> NOUNS =
            Set.of("price", "prices", "pricing", "cost", "costs", "costing", "priced", "tokens", "token", "tok");
    private static final Set<String> LINKS = Set.of("is", "of", "at", "for");

    @Override
    public Optional<Match> match(Words words, int index) {
        Side before = side(words, index);
        boolean link = before.end() > index
                && LINKS.contains(words.phrase(before.end(), 1))
                && Bound.at(words, before.end()).bound() == Bound.OPEN;
        int start = before.end() + (link ? 1 : 0);
        return Quantity.at(words, start, DOLLARS.keySet()).flatMap(quantity -> match(words, before, quantity));
    }

    private static Optional<Match> match(Words words, Side before, Quantity quantity) {
        String behind = words.phrase(quantity.end(), 1);
        boolean named = quantity.sign().isEmpty() && DOLLARS.containsKey(behind);
        String currency = named ? behind : quantity.sign();
        Per per = per(words, quantity.end() + (named ? 1 : 0));
        boolean price = per.found() || !currency.isEmpty() && (quantity.bound() != Bound.OPEN || before.named());
        if (!price || Set.of("ms", "s").contains(quantity.suffix())) {
            return Optional.empty();
        }
        Side after =
                before.figure().isPresent() ? new Side(Optional.empty(), false, per.end()) : behind(words, per.end());
        Figure figure = before.figure().or(after::figure).orElse(Figure.INPUT_PRICE);
        BigDecimal factor = DOLLARS.getOrDefault(currency, BigDecimal.ONE)
                .multiply(NANOS)
                .multiply(BigDecimal.valueOf(1_000_000 / per.tokens()), MathContext.DECIMAL64);
        return quantity.range(factor, Bound.AT_MOST, MOST)
                .map(range -> new Match(after.end(), new Effect.Bounded(figure, range)));
    }

    /** {@code found} false where nothing is said and a million is meant. */
    private record Per(boolean found, int tokens, int end) {}

    private static Per per(Words words, int index) {
        for (int lead = 2; lead > 0; lead--) {
            for (int count = 2; count > 0; count--) {
                Integer tokens = TOKENS.get(words.phrase(index + lead, count));
                if (PER.contains(words.phrase(index, lead)) && tokens != null) {
                    return new Per(true, tokens, skip(words, index + lead + count));
                }
            }
        }
        return words.phrase(index, 1).equals("per million")
                ? new Per(true, 1_000_000, skip(words, index + 1))
                : new Per(false, 1_000_000, index);
    }

    private static int skip(Words words, int index) {
        return Set.of("tokens", "token", "tok").contains(words.phrase(index, 1)) ? index + 1 : index;
    }

    /** @param named whether prices are spoken of at all */
    private record Side(Optional<Figure> figure, boolean named, int end) {}

    private static Side side(Words words, int index) {
        Optional<Figure> figure = Optional.ofNullable(SIDES.get(words.phrase(index, 1)));
        int next = index + (figure.isPresent() ? 1 : 0);
        boolean noun = NOUNS.contains(words.phrase(next, 1));
        return new Side(figure, figure.isPresent() || noun, next + (noun ? 1 : 0));
    }

    /** {@code per million input tokens}, {@code for output}. */
    private static Side behind(Words words, int index) {
        int start = LINKS.contains(words.phrase(index, 1)) ? index + 1 : index;
        Side side = side(words, start);
        return side.figure().isPresent() ? side : new Side(Optional.empty(), false, index);
    }
}
