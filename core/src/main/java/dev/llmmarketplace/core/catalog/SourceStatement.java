package dev.llmmarketplace.core.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a public catalogue says of a service's prices and limits, whether or not they are the ones that hold.
 *
 * @param provenance which catalogue, which of its entries, of which day
 * @param limits as it states them; zero where it does not
 * @param importedAt when it was last read here
 */
public record SourceStatement(
        PriceBook.Provenance provenance, @Nullable PriceBook prices, Limits limits, Instant importedAt) {

    /** What a provider says of his own service. */
    static SourceStatement ofProvider(ServiceVersion version) {
        PriceBook.Provenance provenance = new PriceBook.Provenance(
                "provider",
                version.manifest().name().toString(),
                LocalDate.ofInstant(version.createdAt(), ZoneOffset.UTC));
        return new SourceStatement(
                provenance, version.manifest().pricing(), version.manifest().limits(), version.createdAt());
    }
}
