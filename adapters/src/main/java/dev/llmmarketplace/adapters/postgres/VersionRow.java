package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a version as {@link #COLUMNS} select it. */
final class VersionRow implements RowMapper<ServiceVersion> {
    /** Needs {@link #JOINS}; {@code v} is the version, {@code s} its service. */
    static final String COLUMNS = """
            v.id, v.service, s.provider, s.name, v.status, v.price_book, v.imported,
            v.created_at, v.published_at, v.deprecated_at, v.sunset_at, v.successor,
            CAST(CASE WHEN p.id IS NULL THEN v.manifest
                      ELSE v.manifest || jsonb_build_object('pricing', p.terms) END AS text) AS manifest,
            ARRAY (SELECT c.name FROM credential c WHERE c.service = v.service) AS credentials
            """;

    static final String JOINS = """
            LEFT JOIN price_book p ON p.id = v.price_book
            """;

    /** Which version a reader means who names none: the first in this order. */
    static final String CURRENT_FIRST = "(v.status = 'active') DESC, v.major DESC, v.minor DESC, v.patch DESC";

    @Override
    public ServiceVersion map(ResultSet row, StatementContext context) throws SQLException {
        ServiceManifest manifest = CatalogJson.read(row.getString("manifest"), ServiceManifest.class);
        return new ServiceVersion(
                new VersionId(Columns.uuid(row, "id")),
                new ServiceId(Columns.uuid(row, "service")),
                new OrganisationId(Columns.uuid(row, "provider")),
                manifest,
                WireName.parse(ServiceStatus.class, row.getString("status"), "status"),
                priceVersion(row),
                opens(manifest, Columns.texts(row, "credentials")),
                row.getBoolean("imported"),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "published_at"),
                Columns.nullableInstant(row, "deprecated_at"),
                farewell(row));
    }

    static Farewell farewell(ResultSet row) throws SQLException {
        return new Farewell(Columns.nullableInstant(row, "sunset_at"), row.getString("successor"));
    }

    private static @Nullable PriceVersionId priceVersion(ResultSet row) throws SQLException {
        UUID id = row.getObject("price_book", UUID.class);
        return id == null ? null : new PriceVersionId(id);
    }

    private static boolean opens(ServiceManifest manifest, List<String> credentials) {
        return manifest.endpoints().stream()
                .anyMatch(endpoint -> !endpoint.needsCredential() || credentials.contains(endpoint.credential()));
    }
}
