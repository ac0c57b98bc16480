package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices on the wire: decimal strings per million tokens, {@code image} and {@code request} apiece. */
public record PricingBody(
        String model,
        String currency,
        RatesBody rates,
        List<TierBody> tiers,
        @Nullable ProvenanceBody provenance) {

    static @Nullable PricingBody from(@Nullable PriceBook book) {
        return book == null
                ? null
                : new PricingBody(
                        book.model().wireName(),
                        book.currency(),
                        RatesBody.from(book.rates()),
                        book.tiers().stream().map(TierBody::from).toList(),
                        ProvenanceBody.from(book.provenance()));
    }

    record RatesBody(
            String input,
            String cacheRead,
            String cacheWrite5m,
            String cacheWrite1h,
            String output,
            String reasoning,
            String audioInput,
            String audioOutput,
            String image,
            String request) {

        static RatesBody from(Rates rates) {
            return new RatesBody(
                    decimal(rates.input()),
                    decimal(rates.cacheRead()),
                    decimal(rates.cacheWrite5m()),
                    decimal(rates.cacheWrite1h()),
                    decimal(rates.output()),
                    decimal(rates.reasoning()),
                    decimal(rates.audioInput()),
                    decimal(rates.audioOutput()),
                    decimal(rates.image()),
                    decimal(rates.request()));
        }

        private static String decimal(long nanos) {
            return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
        }
    }

    record TierBody(long aboveInputTokens, RatesBody rates) {
        static TierBody from(PriceBook.Tier tier) {
            return new TierBody(tier.aboveInputTokens(), RatesBody.from(tier.rates()));
        }
    }

    record ProvenanceBody(String source, String reference, LocalDate asOf) {
        static @Nullable ProvenanceBody from(PriceBook.@Nullable Provenance provenance) {
            return provenance == null
                    ? null
                    : new ProvenanceBody(provenance.source(), provenance.reference(), provenance.asOf());
        }
    }
}
