package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two listings say the same. Two things do not count: the version, which is ours, and the day on which the
 * source stated its prices, which changes daily while the prices do not.
 */
final class ComparedManifest {
    private static final SemanticVersion ANY = new SemanticVersion(0, 0, 0);

    private ComparedManifest() {}

    static boolean equal(ServiceManifest one, ServiceManifest other) {
        return comparable(one).equals(comparable(other));
    }

    /** The same listing as another version. */
    static ServiceManifest numbered(ServiceManifest manifest, SemanticVersion version) {
        return with(manifest, version, manifest.pricing(), manifest.serviceLevel());
    }

    private static ServiceManifest comparable(ServiceManifest manifest) {
        return with(
                manifest,
                ANY,
                undated(manifest.pricing()),
                manifest.serviceLevel().plain());
    }

    private static @Nullable PriceBook undated(@Nullable PriceBook book) {
        if (book == null || book.provenance() == null) {
            return book;
        }
        PriceBook.Provenance source = book.provenance();
        return new PriceBook(
                book.model(),
                book.currency(),
                book.rates(),
                book.tiers(),
                new PriceBook.Provenance(source.source(), source.reference(), LocalDate.EPOCH));
    }

    private static ServiceManifest with(
            ServiceManifest manifest, SemanticVersion version, @Nullable PriceBook pricing, ServiceLevel level) {
        return new ServiceManifest(
                manifest.name(),
                version,
                manifest.title(),
                manifest.description(),
                manifest.category(),
                manifest.tags(),
                manifest.model(),
                manifest.capabilities(),
                manifest.modalities(),
                manifest.endpoints(),
                pricing,
                level,
                manifest.compliance(),
                manifest.limits(),
                manifest.supportedParameters(),
                manifest.documents(),
                manifest.releasedOn(),
                manifest.audience(),
                manifest.signature());
    }
}
