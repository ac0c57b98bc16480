package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;

/**
 * The most that a call can cost, in nano-units: every prompt token at the dearest price of its side and every answer
 * token likewise, in the dearest tier that the prompt can reach. Saturates at {@link Long#MAX_VALUE}.
 *
 * @param fixed for the prompt, its images and the request itself
 * @param perMillionOutput for a million answer tokens
 */
record PriceCeiling(long fixed, long perMillionOutput) {
    private static final long MILLION = 1_000_000;

    /**
     * @param promptTokens at the most
     * @param images that may be priced apiece
     */
    static PriceCeiling of(PriceBook prices, long promptTokens, long images) {
        PriceCeiling ceiling = of(prices.rates(), promptTokens, images);
        for (int i = 0; i < prices.tiers().size(); i++) {
            PriceBook.Tier tier = prices.tiers().get(i);
            if (promptTokens > tier.aboveInputTokens()) {
                ceiling = ceiling.or(of(tier.rates(), promptTokens, images));
            }
        }
        return ceiling;
    }

    private static PriceCeiling of(Rates rates, long promptTokens, long images) {
        long input = Math.max(
                Math.max(Math.max(rates.input(), rates.cacheRead()), rates.audioInput()),
                Math.max(rates.cacheWrite5m(), rates.cacheWrite1h()));
        long output = Math.max(Math.max(rates.output(), rates.reasoning()), rates.audioOutput());
        long apiece = plus(rates.request(), times(rates.image(), images));
        return new PriceCeiling(plus(apiece, perMillion(promptTokens, input)), output);
    }

    private PriceCeiling or(PriceCeiling other) {
        return new PriceCeiling(Math.max(fixed, other.fixed), Math.max(perMillionOutput, other.perMillionOutput));
    }

    /** With that many answer tokens. */
    long nanos(long outputTokens) {
        return plus(fixed, perMillion(outputTokens, perMillionOutput));
    }

    /** The most answer tokens that {@code nanos} pay for; negative when they do not even pay for the prompt. */
    long outputFor(long nanos) {
        if (nanos < fixed) {
            return -1;
        }
        if (perMillionOutput == 0) {
            return Long.MAX_VALUE;
        }
        long left = nanos - fixed;
        return left > Long.MAX_VALUE / MILLION
                ? times(left / perMillionOutput, MILLION)
                : left * MILLION / perMillionOutput;
    }

    private static long perMillion(long tokens, long price) {
        long product = times(tokens, price);
        return product == Long.MAX_VALUE ? Long.MAX_VALUE : Math.ceilDiv(product, MILLION);
    }

    private static long times(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    private static long plus(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }
}
