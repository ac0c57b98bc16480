package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.metering.Usage;
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
    private static final CharSequence DURATION = HttpHeaders.createOptimized("x-marketplace-duration-ms");
    private static final long MILLION = 1_000_000;

    private final StringBuilder counts = new StringBuilder(64);
    private final StringBuilder costs = new StringBuilder(64);

    private UsageHeaders() {}

    /** @param nanos since the request came */
    static void put(MultiMap headers, Bill bill, PriceBook prices, long nanos) {
        UsageHeaders usage = new UsageHeaders();
        usage.add(bill.billed(), prices.ratesFor(bill.billed().promptTokens()));
        headers.add(USAGE, usage.counts.toString());
        headers.add(BREAKDOWN, usage.costs.toString());
        headers.add(CURRENCY, prices.currency());
        headers.add(DURATION, Long.toString(nanos / MILLION));
    }

    private void add(Usage usage, Rates rates) {
        part("requests", 1, Math.multiplyExact(rates.request(), MILLION));
        part("input", usage.input(), rates.input());
        part("cache-read", usage.cacheRead(), rates.cacheRead());
        part("cache-write-5m", usage.cacheWrite5m(), rates.cacheWrite5m());
        part("cache-write-1h", usage.cacheWrite1h(), rates.cacheWrite1h());
        part("output", usage.output(), rates.output());
        part("reasoning", usage.reasoning(), rates.reasoning());
        part("audio-input", usage.audioInput(), rates.audioInput());
        part("audio-output", usage.audioOutput(), rates.audioOutput());
        part("images", usage.images(), Math.multiplyExact(rates.image(), MILLION));
    }

    /** @param price of a million */
    private void part(String name, long count, long price) {
        if (count > 0) {
            append(counts, name, Long.toString(count));
        }
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
