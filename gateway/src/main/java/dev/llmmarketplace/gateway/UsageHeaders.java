package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.gateway.meter.Bill;
import dev.llmmarketplace.gateway.wire.Decimals;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * What a call used, what each of it costs and how long it took, in headers of its answer: bodies of services of any shape
 * are not ours to add to. Parts that are zero are left out; each amount is rounded for itself, the cost once, so that
 * their sum may be a few nano-units off.
 */
final class UsageHeaders {
    private static final CharSequence USAGE = HttpHeaders.createOptimized("x-marketplace-usage");
    private static final CharSequence BREAKDOWN = HttpHeaders.createOptimized("x-marketplace-cost-breakdown");
    private static final CharSequence CURRENCY = HttpHeaders.createOptimized("x-marketplace-currency");
    private static final CharSequence EXCEEDS = HttpHeaders.createOptimized("x-marketplace-usage-exceeds");
    private static final CharSequence DURATION = HttpHeaders.createOptimized("x-marketplace-duration-ms");
    private static final long MILLION = 1_000_000;

    private final StringBuilder counts = new StringBuilder(64);
    private final StringBuilder costs = new StringBuilder(64);

    private UsageHeaders() {}

    /** @param nanos since the request came */
    static void put(MultiMap headers, Bill bill, PriceBook prices, long nanos) {
        UsageHeaders usage = new UsageHeaders();
        usage.count(bill.used());
        usage.price(bill.billed(), prices.ratesFor(bill.billed().promptTokens()));
        if (bill.flags().contains(Flag.BOUND_EXCEEDED)) {
            headers.add(EXCEEDS, "covered");
        }
        headers.add(USAGE, usage.counts.toString());
        headers.add(BREAKDOWN, usage.costs.toString());
        headers.add(CURRENCY, prices.currency());
        headers.add(DURATION, Long.toString(nanos / MILLION));
    }

    private void count(Usage usage) {
        count("requests", 1);
        count("input", usage.input());
        count("cache-read", usage.cacheRead());
        count("cache-write-5m", usage.cacheWrite5m());
        count("cache-write-1h", usage.cacheWrite1h());
        count("output", usage.output());
        count("reasoning", usage.reasoning());
        count("audio-input", usage.audioInput());
        count("audio-output", usage.audioOutput());
        count("images", usage.images());
    }

    private void count(String name, long count) {
        if (count > 0) {
            append(counts, name, Long.toString(count));
        }
    }

    private void price(Usage usage, Rates rates) {
        price("requests", 1, Math.multiplyExact(rates.request(), MILLION));
        price("input", usage.input(), rates.input());
        price("cache-read", usage.cacheRead(), rates.cacheRead());
        price("cache-write-5m", usage.cacheWrite5m(), rates.cacheWrite5m());
        price("cache-write-1h", usage.cacheWrite1h(), rates.cacheWrite1h());
        price("output", usage.output(), rates.output());
        price("reasoning", usage.reasoning(), rates.reasoning());
        price("audio-input", usage.audioInput(), rates.audioInput());
        price("audio-output", usage.audioOutput(), rates.audioOutput());
        price("images", usage.images(), Math.multiplyExact(rates.image(), MILLION));
    }

    /** @param price of a million */
    private void price(String name, long count, long price) {
        long nanos = Math.divideExact(Math.addExact(Math.multiplyExact(count, price), MILLION / 2), MILLION);
        if (nanos > 0) {
            append(costs, name, Decimals.ofNanos(nanos));
        }
    }

    private static void append(StringBuilder list, String name, String value) {
        if (!list.isEmpty()) {
            list.append(", ");
        }
        list.append(name).append('=').append(value);
    }
}
