package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * A version on its way into the tables.
 *
 * @param priceVersion null when {@code manifest} has no prices
 */
record NewVersion(
        VersionId id,
        ServiceId service,
        @Nullable PriceVersionId priceVersion,
        ServiceManifest manifest,
        ServiceStatus status,
        boolean imported) {

    static NewVersion of(ServiceId service, ServiceManifest manifest, ServiceStatus status, boolean imported) {
        return of(VersionId.next(), service, manifest, status, imported);
    }

    static NewVersion of(
            VersionId id, ServiceId service, ServiceManifest manifest, ServiceStatus status, boolean imported) {
        PriceVersionId price = manifest.pricing() == null ? null : PriceVersionId.next();
        return new NewVersion(id, service, price, manifest, status, imported);
    }

    static void insertAll(Handle handle, List<NewVersion> versions, Instant at) {
        insertPriceBooks(handle, versions, at);
        PreparedBatch batch = handle.prepareBatch("""
            INSERT INTO service_version (id, service, major, minor, patch, status, category, manifest, price_book,
                                         imported, created_at, published_at)
            VALUES (:id, :service, :major, :minor, :patch, :status, :category,
                    CAST(:manifest AS jsonb) - 'pricing', :priceBook, :imported, :at,
                    CASE WHEN :status = 'active' THEN CAST(:at AS timestamptz) END)
            """);
        for (NewVersion version : versions) {
            SemanticVersion number = version.manifest.version();
            batch.bind("id", version.id.value())
                    .bind("service", version.service.value())
                    .bind("major", number.major())
                    .bind("minor", number.minor())
                    .bind("patch", number.patch())
                    .bind("status", version.status.wireName())
                    .bind("category", version.manifest.category().wireName())
                    .bind("manifest", CatalogJson.write(version.manifest.withoutOpenApi()))
                    .bind("priceBook", version.priceBook())
                    .bind("imported", version.imported)
                    .bind("at", at)
                    .add();
        }
        batch.execute();
        for (NewVersion version : versions) {
            OpenApiTable.insert(handle, version.id, version.manifest);
        }
    }

    private static void insertPriceBooks(Handle handle, List<NewVersion> versions, Instant at) {
        PreparedBatch batch = handle.prepareBatch("""
            INSERT INTO price_book (id, service, terms, created_at)
            VALUES (:id, :service, CAST(:terms AS jsonb), :at)
            """);
        for (NewVersion version : versions) {
            if (version.manifest.pricing() != null) {
                batch.bind("id", version.priceBook())
                        .bind("service", version.service.value())
                        .bind("terms", CatalogJson.write(version.manifest.pricing()))
                        .bind("at", at)
                        .add();
            }
        }
        batch.execute();
    }

    private @Nullable UUID priceBook() {
        return priceVersion == null ? null : priceVersion.value();
    }
}
