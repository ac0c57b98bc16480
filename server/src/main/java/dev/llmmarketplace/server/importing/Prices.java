package dev.llmmarketplace.server.importing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an entry costs, in the units of a manifest: dollars per million tokens, or apiece.
 *
 * @param rates from the first token
 * @param tiers rates for prompts longer than the key, in tokens
 */
record Prices(Map<Rate, BigDecimal> rates, SortedMap<Long, Map<Rate, BigDecimal>> tiers) {
    /** A price book holds billionths of a unit, so this is as fine as a price can be. */
    private static final int DECIMALS = 9;

    Prices {
        rates = rounded(rates);
        SortedMap<Long, Map<Rate, BigDecimal>> copy = new TreeMap<>();
        tiers.forEach((above, tier) -> copy.put(above, rounded(tier)));
        tiers = Collections.unmodifiableSortedMap(copy);
    }

    boolean free() {
        return allZero(rates) && tiers.values().stream().allMatch(Prices::allZero);
    }

    /** True when a call costs something and nothing else does. */
    boolean perRequest() {
        return !free()
                && tiers.isEmpty()
                && rates.entrySet().stream()
                        .allMatch(rate ->
                                rate.getKey() == Rate.REQUEST || rate.getValue().signum() == 0);
    }

    /** What {@code value} of a catalogue means per million tokens; exact. */
    static BigDecimal perMillion(BigDecimal perToken) {
        return perToken.movePointRight(6);
    }

    private static Map<Rate, BigDecimal> rounded(Map<Rate, BigDecimal> rates) {
        Map<Rate, BigDecimal> copy = new EnumMap<>(Rate.class);
        rates.forEach((rate, price) -> copy.put(rate, rounded(price)));
        return Collections.unmodifiableMap(copy);
    }

    /** Takes off the noise of other people's floating point, such as {@code 0.90000000000000005}. */
    private static BigDecimal rounded(BigDecimal price) {
        BigDecimal rounded = price.setScale(DECIMALS, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && price.signum() != 0) {
            throw new MalformedEntry("a price of " + price.toPlainString() + " is too small to be kept");
        }
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    private static boolean allZero(Map<Rate, BigDecimal> rates) {
        return rates.values().stream().allMatch(price -> price.signum() == 0);
    }
}
