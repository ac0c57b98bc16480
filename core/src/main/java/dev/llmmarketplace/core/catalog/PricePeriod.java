package dev.llmmarketplace.core.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * From when on a service had which prices.
 *
 * @param version the first one with these prices
 * @param since when that version was listed
 */
public record PricePeriod(SemanticVersion version, Instant since, PriceBook prices) {

    /**
     * The latest first. Versions that never were listed have no period, nor have those that only restate the prices before
     * them, whichever day a source gives for them.
     */
    public static List<PricePeriod> of(List<ServiceVersion> versions) {
        List<PricePeriod> periods = new ArrayList<>();
        for (PricePeriod period : inOrder(versions)) {
            if (periods.isEmpty() || !same(periods.getLast().prices(), period.prices())) {
                periods.add(period);
            }
        }
        return List.copyOf(periods.reversed());
    }

    private static List<PricePeriod> inOrder(List<ServiceVersion> versions) {
        return versions.stream()
                .filter(version ->
                        version.publishedAt() != null && version.manifest().pricing() != null)
                .map(version -> new PricePeriod(
                        version.manifest().version(),
                        Objects.requireNonNull(version.publishedAt()),
                        Objects.requireNonNull(version.manifest().pricing())))
                .sorted(Comparator.comparing(PricePeriod::since).thenComparing(PricePeriod::version))
                .toList();
    }

    private static boolean same(PriceBook one, PriceBook other) {
        return one.model() == other.model()
                && one.currency().equals(other.currency())
                && one.rates().equals(other.rates())
                && one.tiers().equals(other.tiers());
    }
}
