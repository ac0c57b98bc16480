package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.catalog.ListingChange.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sources that differ about a price or a limit by more than is put down to rounding.
 *
 * @param field as in a manifest
 * @param stated what each says, the lowest first
 * @param percent how much the highest is above the lowest; null where the lowest is 0
 */
public record Disagreement(
        String field, List<Stated> stated, @Nullable BigDecimal percent) {
    private static final int HUNDRED = 100;

    /** @param value a price as a decimal, or a number of tokens */
    public record Stated(PriceBook.Provenance provenance, String value) {}

    private record Value(PriceBook.Provenance provenance, long number, String written) {}

    /**
     * @param threshold per cent; a difference of as much is none
     */
    public static List<Disagreement> among(List<SourceStatement> statements, int threshold) {
        List<Disagreement> found = new ArrayList<>();
        byCurrency(statements).values().forEach(comparable -> {
            for (Rate rate : Rate.values()) {
                add(found, "pricing.rates." + rate.field(), prices(comparable, rate), threshold);
            }
        });
        add(found, "limits.contextTokens", limits(statements, true), threshold);
        add(found, "limits.outputTokens", limits(statements, false), threshold);
        return List.copyOf(found);
    }

    /**
     * As {@link #among}, with what the provider says himself beside the catalogues.
     *
     * @param current of the service that {@code statements} are about
     */
    public static List<Disagreement> about(ServiceVersion current, List<SourceStatement> statements, int threshold) {
        List<SourceStatement> all = new ArrayList<>(statements);
        if (!current.imported() && current.manifest().pricing() != null) {
            all.add(SourceStatement.ofProvider(current));
        }
        return among(all, threshold);
    }

    /** Prices in different currencies are not compared. */
    private static TreeMap<String, List<SourceStatement>> byCurrency(List<SourceStatement> statements) {
        TreeMap<String, List<SourceStatement>> groups = new TreeMap<>();
        for (SourceStatement statement : statements) {
            PriceBook prices = statement.prices();
            if (prices != null && prices.model() != PricingModel.SUBSCRIPTION) {
                groups.computeIfAbsent(prices.currency(), _ -> new ArrayList<>())
                        .add(statement);
            }
        }
        return groups;
    }

    private static List<Value> prices(List<SourceStatement> statements, Rate rate) {
        return statements.stream()
                .map(statement -> {
                    Rates rates = Objects.requireNonNull(statement.prices()).rates();
                    return new Value(statement.provenance(), rate.of(rates), rate.written(rates));
                })
                .toList();
    }

    /** A source that states no limit does not disagree. */
    private static List<Value> limits(List<SourceStatement> statements, boolean context) {
        return statements.stream()
                .map(statement -> {
                    long tokens = context
                            ? statement.limits().contextTokens()
                            : statement.limits().outputTokens();
                    return new Value(statement.provenance(), tokens, "" + tokens);
                })
                .filter(value -> value.number() > 0)
                .toList();
    }

    private static void add(List<Disagreement> found, String field, List<Value> values, int threshold) {
        List<Value> sorted = values.stream()
                .sorted(Comparator.comparingLong(Value::number)
                        .thenComparing(value -> value.provenance().source()))
                .toList();
        if (sorted.size() < 2
                || !differ(sorted.getFirst().number(), sorted.getLast().number(), threshold)) {
            return;
        }
        found.add(new Disagreement(
                field,
                sorted.stream()
                        .map(value -> new Stated(value.provenance(), value.written()))
                        .toList(),
                percent(sorted.getFirst().number(), sorted.getLast().number())));
    }

    private static boolean differ(long low, long high, int threshold) {
        return BigDecimal.valueOf(high - low)
                        .multiply(BigDecimal.valueOf(HUNDRED))
                        .compareTo(BigDecimal.valueOf(low).multiply(BigDecimal.valueOf(threshold)))
                > 0;
    }

    private static @Nullable BigDecimal percent(long low, long high) {
        return low == 0
                ? null
                : BigDecimal.valueOf(high - low)
                        .multiply(BigDecimal.valueOf(HUNDRED))
                        .divide(BigDecimal.valueOf(low), 1, RoundingMode.HALF_UP);
    }
}
