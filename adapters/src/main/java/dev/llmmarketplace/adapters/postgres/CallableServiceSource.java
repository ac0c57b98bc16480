package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.CallableService.Door;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.DeprecationNotice;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway knows of listed versions. Only the parts of a manifest that a call needs are read. A change of one
 * version can make another the current one, so all versions of its service are read together.
 */
final class CallableServiceSource implements FeedSource<VersionId, CallableService> {
    private static final Logger log = LoggerFactory.getLogger(CallableServiceSource.class);

    private static final String VERSIONS = """
        SELECT v.id, v.service, s.provider, s.name, v.major, v.minor, v.patch, v.status, v.category, v.created_at,
               v.deprecated_at, v.sunset_at, v.successor,
               v.price_book, v.manifest ->> 'model' AS model,
               CAST(v.manifest -> 'endpoints' AS text) AS endpoints,
               CAST(v.manifest -> 'limits' AS text) AS limits,
               CAST(v.manifest -> 'serviceLevel' AS text) AS service_level,
               CAST(p.terms AS text) AS prices,
               c.names, c.sealed,
               CASE WHEN r.service IS NOT NULL THEN ARRAY (
                   SELECT CAST(o.id AS text) FROM organisation o WHERE o.slug = ANY (r.audience)) END AS audience,
               v.status IN ('active', 'deprecated') AS listed,
               row_number() OVER (
                   PARTITION BY v.service
                   ORDER BY v.status IN ('active', 'deprecated') DESC,
                            (p.id IS NOT NULL AND EXISTS (
                                SELECT FROM jsonb_array_elements(v.manifest -> 'endpoints') AS e
                                WHERE e #>> '{authentication,type}' = 'none'
                                   OR e ->> 'credential' = ANY (c.names))) DESC,
                            v.status = 'active' DESC, v.major DESC, v.minor DESC, v.patch DESC) = 1 AS current
        FROM service_version v
        JOIN service s ON s.id = v.service
        LEFT JOIN price_book p ON p.id = v.price_book
        LEFT JOIN restricted_service r ON r.service = v.service
        LEFT JOIN LATERAL (
            SELECT coalesce(array_agg(k.name), '{}') AS names, coalesce(array_agg(k.sealed), '{}') AS sealed
            FROM credential k WHERE k.service = v.service) c ON true
        """;

    private final CredentialTable credentials;

    CallableServiceSource(CredentialTable credentials) {
        this.credentials = credentials;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("service");
    }

    @Override
    public List<CallableService> all(Handle handle) {
        return handle.createQuery(VERSIONS + "WHERE v.status IN ('active', 'deprecated')")
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> read(row))
                .list();
    }

    @Override
    public Delta<VersionId, CallableService> changed(Handle handle, Collection<Announcement> announcements) {
        List<CallableService> present = new ArrayList<>();
        List<VersionId> gone = new ArrayList<>();
        handle.createQuery(VERSIONS + "WHERE v.service = ANY (:services)")
                .bindArray("services", UUID.class, Announcement.ids(announcements, "service"))
                .map((row, context) -> row.getBoolean("listed")
                        ? present.add(read(row))
                        : gone.add(new VersionId(Columns.uuid(row, "id"))))
                .list();
        return new Delta<>(present, gone);
    }

    private CallableService read(ResultSet row) throws SQLException {
        ServiceId service = new ServiceId(Columns.uuid(row, "service"));
        UUID priceBook = row.getObject("price_book", UUID.class);
        return new CallableService(
                new VersionId(Columns.uuid(row, "id")),
                service,
                new OrganisationId(Columns.uuid(row, "provider")),
                ServiceName.parse(row.getString("name")),
                new SemanticVersion(row.getInt("major"), row.getInt("minor"), row.getInt("patch")),
                row.getBoolean("current"),
                WireName.parse(ServiceStatus.class, row.getString("status"), "status"),
                WireName.parse(Category.class, row.getString("category"), "category"),
                row.getString("model"),
                doors(row, service),
                priceBook == null ? null : new PriceVersionId(priceBook),
                CatalogJson.readNullable(row.getString("prices"), PriceBook.class),
                CatalogJson.read(row.getString("limits"), Limits.class),
                CatalogJson.read(row.getString("service_level"), ServiceLevel.class)
                        .timeouts(),
                Columns.instant(row, "created_at"),
                notice(row),
                audience(row));
    }

    private static @Nullable Set<OrganisationId> audience(ResultSet row) throws SQLException {
        return row.getArray("audience") == null
                ? null
                : Columns.texts(row, "audience").stream()
                        .map(OrganisationId::parse)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable DeprecationNotice notice(ResultSet row) throws SQLException {
        Instant since = Columns.nullableInstant(row, "deprecated_at");
        boolean deprecated = row.getString("status").equals(ServiceStatus.DEPRECATED.wireName());
        return deprecated && since != null ? DeprecationNotice.of(since, VersionRow.farewell(row)) : null;
    }

    private List<Door> doors(ResultSet row, ServiceId service) throws SQLException {
        String json = row.getString("endpoints");
        if (json == null) {
            return List.of();
        }
        List<String> names = Columns.texts(row, "names");
        List<byte[]> sealed = Columns.bytes(row, "sealed");
        List<Door> doors = new ArrayList<>();
        for (Endpoint endpoint : CatalogJson.read(json, Endpoint[].class)) {
            int at = names.indexOf(endpoint.credential());
            doors.add(new Door(
                    endpoint,
                    at < 0 ? null : open(sealed.get(at), new CredentialTable.Key(service, endpoint.credential()))));
        }
        return doors;
    }

    /** One credential that cannot be opened must not take all the others' services away. */
    private @Nullable Secret open(byte[] sealed, CredentialTable.Key key) {
        try {
            return credentials.open(sealed, key);
        } catch (IllegalStateException e) {
            log.error("The credential {} cannot be opened; it must be stored again", key, e);
            return null;
        }
    }
}
