package dev.llmmarketplace.core.catalog;

import java.util.stream.LongStream;

/**
 * Prices of one tier. Token prices are nano-units of the currency per million tokens, so that a price of $0.0375 per
 * million is exact; {@code image} and {@code request} are nano-units apiece. All are 0 or more; 0 is free.
 *
 * @param input uncached prompt tokens
 * @param cacheRead prompt tokens read from the provider's cache
 * @param cacheWrite5m prompt tokens written to a cache of five minutes
 * @param cacheWrite1h prompt tokens written to a cache of one hour
 * @param output answer tokens other than reasoning
 * @param reasoning reasoning tokens
 * @param audioInput audio tokens of the prompt
 * @param audioOutput audio tokens of the answer
 */
public record Rates(
        long input,
        long cacheRead,
        long cacheWrite5m,
        long cacheWrite1h,
        long output,
        long reasoning,
        long audioInput,
        long audioOutput,
        long image,
        long request) {

    public Rates {
        if (LongStream.of(input, cacheRead, cacheWrite5m, cacheWrite1h, output).anyMatch(price -> price < 0)
                || LongStream.of(reasoning, audioInput, audioOutput, image, request)
                        .anyMatch(price -> price < 0)) {
            throw new IllegalArgumentException("a price must be 0 or more");
        }
    }

    /** Prices for input and output; what is not priced apart costs the same as its side. */
    public static Rates perMillionTokens(long input, long output) {
        return new Rates(input, input, input, input, output, output, input, output, 0, 0);
    }

    /** A price for each call and none for tokens. */
    public static Rates perRequest(long request) {
        return new Rates(0, 0, 0, 0, 0, 0, 0, 0, 0, request);
    }

    /** True when nothing is ever charged. */
    public boolean free() {
        return (input | cacheRead | cacheWrite5m | cacheWrite1h | output | reasoning) == 0
                && (audioInput | audioOutput | image | request) == 0;
    }
}
