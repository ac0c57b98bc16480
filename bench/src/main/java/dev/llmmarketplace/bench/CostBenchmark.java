package dev.llmmarketplace.bench;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Usage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What pricing one call costs: the quick path of ordinary calls, and the exact one of absurd counts and prices. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CostBenchmark {
    private static final long NANOS_A_DOLLAR = 1_000_000_000;

    private PriceBook ordinary = book(NANOS_A_DOLLAR);
    private PriceBook dear = book(NANOS_A_DOLLAR * 1_000_000);
    private Usage call = new Usage(1_200, 800, 0, 0, 350, 120, 0, 0, 0);

    private static PriceBook book(long input) {
        Rates rates = Rates.perMillionTokens(input, 4 * input);
        return new PriceBook(PricingModel.PER_TOKEN, "USD", rates, List.of(new PriceBook.Tier(128_000, rates)), null);
    }

    @Benchmark
    public Money ordinaryPrices() {
        return Cost.of(call, ordinary);
    }

    @Benchmark
    public Money pricesBeyondAnyReason() {
        return Cost.of(call, dear);
    }
}
