package dev.llmmarketplace.core.metering;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.kernel.Money;
import java.math.BigInteger;

/**
 * Prices usage. The sum over all components is exact; it is rounded half up to a whole nano-unit once per call, so that
 * anyone can recompute a record from its usage and its price version.
 */
public final class Cost {
    private static final long MILLION = 1_000_000;
    private static final BigInteger BIG_MILLION = BigInteger.valueOf(MILLION);
    /** No product of a count and a price below these overflows, nor does the sum of eight. */
    private static final long SAFE_COUNT = 1L << 24;

    private static final long SAFE_PRICE = 1L << 36;

    private Cost() {}

    /** What one call with {@code usage} costs under {@code prices}. */
    public static Money of(Usage usage, PriceBook prices) {
        Rates rates = prices.ratesFor(usage.promptTokens());
        long apiece = Math.addExact(rates.request(), Math.multiplyExact(usage.images(), rates.image()));
        return new Money(Math.addExact(apiece, tokens(usage, rates)), prices.currency());
    }

    private static long tokens(Usage usage, Rates rates) {
        long[] counts = {
            usage.input(), usage.cacheRead(), usage.cacheWrite5m(), usage.cacheWrite1h(),
            usage.output(), usage.reasoning(), usage.audioInput(), usage.audioOutput()
        };
        long[] prices = {
            rates.input(), rates.cacheRead(), rates.cacheWrite5m(), rates.cacheWrite1h(),
            rates.output(), rates.reasoning(), rates.audioInput(), rates.audioOutput()
        };
        long allCounts = 0;
        long allPrices = 0;
        for (int i = 0; i < counts.length; i++) {
            allCounts |= counts[i];
            allPrices |= prices[i];
        }
        return allCounts < SAFE_COUNT && allPrices < SAFE_PRICE ? quick(counts, prices) : exact(counts, prices);
    }

    private static long quick(long[] counts, long[] prices) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * prices[i];
        }
        return (sum + MILLION / 2) / MILLION;
    }

    private static long exact(long[] counts, long[] prices) {
        BigInteger sum = BigInteger.valueOf(MILLION / 2);
        for (int i = 0; i < counts.length; i++) {
            sum = sum.add(BigInteger.valueOf(counts[i]).multiply(BigInteger.valueOf(prices[i])));
        }
        return sum.divide(BIG_MILLION).longValueExact();
    }
}
