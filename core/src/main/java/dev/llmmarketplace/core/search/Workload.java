package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What somebody means to do with a service: so many calls a month of so many tokens each.
 *
 * @param inputTokens of a call's prompt, those from a cache excluded; 0 to {@value #MOST_TOKENS}, as the others
 * @param cachedTokens of a call's prompt that are read from the provider's cache
 * @param outputTokens of a call's answer
 * @param callsPerMonth 1 to {@value #MOST_CALLS}
 */
public record Workload(long inputTokens, long cachedTokens, long outputTokens, long callsPerMonth) {
    public static final long MOST_TOKENS = 10_000_000;
    public static final long MOST_CALLS = 1_000_000_000;

    public Workload {
        require(inputTokens, 0, MOST_TOKENS);
        require(cachedTokens, 0, MOST_TOKENS);
        require(outputTokens, 0, MOST_TOKENS);
        require(callsPerMonth, 1, MOST_CALLS);
    }

    private static void require(long number, long least, long most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(number + " is not within " + least + " to " + most);
        }
    }

    /**
     * What it costs.
     *
     * @param perMonth exact, in whole units of the currency of {@code perCall}
     */
    public record Priced(Money perCall, BigDecimal perMonth) {}

    /** Empty for a subscription, whose price calls do not tell. */
    public Optional<Priced> price(PriceBook prices) {
        if (prices.model() == PricingModel.SUBSCRIPTION) {
            return Optional.empty();
        }
        Money perCall = Cost.of(usage(), prices);
        return Optional.of(new Priced(perCall, perCall.amount().multiply(BigDecimal.valueOf(callsPerMonth))));
    }

    public Usage usage() {
        return new Usage(inputTokens, cachedTokens, 0, 0, outputTokens, 0, 0, 0, 0);
    }
}
