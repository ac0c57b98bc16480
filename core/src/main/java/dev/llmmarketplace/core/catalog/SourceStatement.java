package dev.llmmarketplace.core.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a public catalogue says of a service's prices and limits, whether or not they are the ones that hold.
 *
 * @param provenance which catalogue, which of its entries, of which day
 * @param limits as it states them; zero where it does not
 * @param importedAt when it was last read here
 */
public record SourceStatement(
        PriceBook.Provenance provenance, @Nullable PriceBook prices, Limits limits, Instant importedAt) {}
