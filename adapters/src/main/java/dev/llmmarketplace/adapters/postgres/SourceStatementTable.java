package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PriceBook.Provenance;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.SourceStatement;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The statements on {@code source_statement}. */
final class SourceStatementTable {
    private SourceStatementTable() {}

    /** Keeps what the listings say, unless the same source has said something of a later day. */
    static void keep(Handle handle, Map<ServiceId, ServiceManifest> listings, Instant at) {
        PreparedBatch batch = handle.prepareBatch("""
            INSERT INTO source_statement (service, source, reference, as_of, terms, limits, imported_at)
            VALUES (:service, :source, :reference, :asOf, CAST(:terms AS jsonb), CAST(:limits AS jsonb), :at)
            ON CONFLICT (service, source) DO UPDATE
            SET reference = excluded.reference, as_of = excluded.as_of, terms = excluded.terms,
                limits = excluded.limits, imported_at = excluded.imported_at
            WHERE source_statement.as_of <= excluded.as_of
            """);
        listings.forEach((service, listing) -> {
            PriceBook prices = listing.pricing();
            Provenance provenance = prices == null ? null : prices.provenance();
            if (prices != null && provenance != null) {
                batch.bind("service", service.value())
                        .bind("source", provenance.source())
                        .bind("reference", provenance.reference())
                        .bind("asOf", provenance.asOf())
                        .bind("terms", CatalogJson.write(prices))
                        .bind("limits", CatalogJson.write(listing.limits()))
                        .bind("at", at)
                        .add();
            }
        });
        batch.execute();
    }

    static List<SourceStatement> of(Handle handle, ServiceId service) {
        return handle.createQuery("""
            SELECT CAST(terms AS text) AS terms, CAST(limits AS text) AS limits, imported_at
            FROM source_statement WHERE service = :service ORDER BY source
            """)
                .bind("service", service.value())
                .map((row, context) -> statement(row))
                .list();
    }

    private static SourceStatement statement(ResultSet row) throws SQLException {
        PriceBook prices = CatalogJson.read(row.getString("terms"), PriceBook.class);
        return new SourceStatement(
                Objects.requireNonNull(prices.provenance()),
                prices,
                CatalogJson.read(row.getString("limits"), Limits.class),
                Columns.instant(row, "imported_at"));
    }
}
