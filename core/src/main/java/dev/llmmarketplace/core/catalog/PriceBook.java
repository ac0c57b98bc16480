package dev.llmmarketplace.core.catalog;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version costs. Immutable; a change of price is a new book with a new identifier.
 *
 * @param currency ISO 4217
 * @param rates in force from the first token
 * @param tiers other rates for calls with long prompts, ascending by threshold; the highest one passed applies to the
 *     whole call
 * @param provenance where the prices come from; null when the provider stated them
 */
public record PriceBook(
        PricingModel model,
        String currency,
        Rates rates,
        List<Tier> tiers,
        @Nullable Provenance provenance) {

    public PriceBook {
        tiers = tiers.stream()
                .sorted(Comparator.comparingLong(Tier::aboveInputTokens))
                .toList();
        boolean free =
                rates.free() && tiers.stream().allMatch(tier -> tier.rates().free());
        if (model == PricingModel.FREE && !free) {
            throw new IllegalArgumentException("a free service must not carry prices");
        }
    }

    /**
     * Rates of a long prompt.
     *
     * @param aboveInputTokens applies when the call's prompt tokens, cached ones included, exceed this
     */
    public record Tier(long aboveInputTokens, Rates rates) {}

    /**
     * Whose figures these are.
     *
     * @param source for example {@code openrouter}
     * @param reference the entry within the source
     * @param asOf the day the source stated them
     */
    public record Provenance(String source, String reference, LocalDate asOf) {}

    /** The rates that apply to a call with {@code promptTokens}, cached ones included. */
    public Rates ratesFor(long promptTokens) {
        Rates applicable = rates;
        for (Tier tier : tiers) {
            if (promptTokens > tier.aboveInputTokens()) {
                applicable = tier.rates();
            }
        }
        return applicable;
    }
}
