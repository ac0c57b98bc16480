package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.CatalogNews.Item;
import dev.llmmarketplace.core.catalog.CatalogStore.Filter;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The questions that the catalogue answers from {@code service_version}. */
final class VersionQueries {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final VersionRow ROW = new VersionRow();

    private static final String VERSIONS = """
        FROM service_version v
        JOIN service s ON s.id = v.service
        """;

    /** What the public catalogue shows of each service. */
    private static final String LISTED = """
        FROM service s
        CROSS JOIN LATERAL (
            SELECT * FROM service_version v
            WHERE v.service = s.id AND v.status IN ('active', 'deprecated')
            ORDER BY %s LIMIT 1) v
        """.formatted(VersionRow.CURRENT_FIRST);

    private static final String HIGHEST = """
        FROM service s
        CROSS JOIN LATERAL (
            SELECT * FROM service_version v
            WHERE v.service = s.id
            ORDER BY v.major DESC, v.minor DESC, v.patch DESC LIMIT 1) v
        """;

    private static final String CURRENT = """
        FROM service s
        CROSS JOIN LATERAL (
            SELECT * FROM service_version v
            WHERE v.service = s.id AND (CAST(:status AS text) IS NULL OR v.status = :status)
            ORDER BY %s LIMIT 1) v
        """.formatted(VersionRow.CURRENT_FIRST);

    private VersionQueries() {}

    static Optional<ServiceVersion> find(Handle handle, VersionId id) {
        return query(handle, VERSIONS, "WHERE v.id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    static List<ServiceVersion> all(Handle handle, ServiceId service) {
        return query(handle, VERSIONS, """
            WHERE v.service = :service
            ORDER BY v.major DESC, v.minor DESC, v.patch DESC
            """)
                .bind("service", service.value())
                .map(ROW)
                .list();
    }

    static Optional<ServiceVersion> current(Handle handle, ServiceId service) {
        return query(handle, VERSIONS, "WHERE s.id = :service ORDER BY " + VersionRow.CURRENT_FIRST + " LIMIT 1")
                .bind("service", service.value())
                .map(ROW)
                .findOne();
    }

    static Optional<ServiceVersion> current(Handle handle, ServiceName name) {
        return query(handle, VERSIONS, "WHERE s.name = :name ORDER BY " + VersionRow.CURRENT_FIRST + " LIMIT 1")
                .bind("name", name.toString())
                .map(ROW)
                .findOne();
    }

    /** With a status, the highest version in that status stands for its service. */
    static Page<ServiceVersion> page(Handle handle, Filter filter, Page.Request page) {
        List<ServiceVersion> rows = query(handle, CURRENT, """
            WHERE s.name > coalesce(:after, '')
              AND (CAST(:provider AS uuid) IS NULL OR s.provider = :provider)
              AND (CAST(:status AS text) IS NULL OR s.id IN (SELECT service FROM service_version WHERE status = :status))
              AND (CAST(:category AS text) IS NULL OR v.category = :category)
              AND (:everything OR NOT EXISTS (
                  SELECT FROM restricted_service r
                  WHERE r.service = s.id AND NOT coalesce(:organisation, '') = ANY (r.audience)))
            ORDER BY s.name LIMIT :limit
            """)
                .bind("after", Cursor.part(page))
                .bind(
                        "provider",
                        filter.provider() == null ? null : filter.provider().value())
                .bind("status", name(filter.status()))
                .bind("category", name(filter.category()))
                .bind("everything", filter.viewer().everything())
                .bind("organisation", filter.viewer().organisation())
                .bind("limit", page.limit() + 1)
                .map(ROW)
                .list();
        return Cursor.page(rows, page, version -> version.manifest().name().toString());
    }

    static List<ServiceVersion> listed(Handle handle, Collection<ServiceId> services) {
        return query(handle, LISTED, "WHERE s.id = ANY (:services)")
                .bindArray(
                        "services",
                        UUID.class,
                        services.stream().map(ServiceId::value).toList())
                .map(ROW)
                .list();
    }

    /** Some that are listed and can be called, at random. */
    static List<ServiceVersion> sample(Handle handle, int limit) {
        return query(handle, VERSIONS, """
            WHERE v.id IN (SELECT version FROM probe)
              AND v.status IN ('active', 'deprecated')
            ORDER BY random() LIMIT :limit
            """).bind("limit", limit).map(ROW).list();
    }

    /** The highest version of each, whatever its status. */
    static List<ServiceVersion> highest(Handle handle, Collection<ServiceId> services) {
        return query(handle, HIGHEST, "WHERE s.id = ANY (:services)")
                .bindArray(
                        "services",
                        UUID.class,
                        services.stream().map(ServiceId::value).toList())
                .map(ROW)
                .list();
    }

    /** By the key: a portion costs the same wherever it begins. */
    static List<ServiceVersion> listedAfter(Handle handle, @Nullable ServiceId after, int limit) {
        return query(handle, LISTED, "WHERE s.id > :after ORDER BY s.id LIMIT :limit")
                .bind("after", after == null ? BEFORE_ALL : after.value())
                .bind("limit", limit)
                .map(ROW)
                .list();
    }

    static long countListed(Handle handle) {
        return handle.createQuery("""
                SELECT count(DISTINCT service) FROM service_version WHERE status IN ('active', 'deprecated')
                """).mapTo(Long.class).one();
    }

    static List<Item> newest(Handle handle, int limit) {
        return news(handle, "s.listed_at", LISTED, """
            WHERE s.listed_at IS NOT NULL AND v.audience IS NULL
            ORDER BY s.listed_at DESC, s.name LIMIT :limit
            """, limit);
    }

    static List<Item> lastDeprecated(Handle handle, int limit) {
        return news(handle, "v.deprecated_at", VERSIONS, """
            WHERE v.status = 'deprecated' AND v.audience IS NULL AND NOT EXISTS (
                SELECT FROM service_version o
                WHERE o.service = v.service
                  AND (o.status = 'active' OR o.status = 'deprecated'
                       AND (o.major, o.minor, o.patch) > (v.major, v.minor, v.patch)))
            ORDER BY v.deprecated_at DESC, s.name LIMIT :limit
            """, limit);
    }

    private static List<Item> news(Handle handle, String since, String from, String rest, int limit) {
        return handle.createQuery(
                        "SELECT " + since + " AS since, " + VersionRow.COLUMNS + from + " " + VersionRow.JOINS + rest)
                .bind("limit", limit)
                .map((row, context) -> new Item(ROW.map(row, context), Columns.instant(row, "since")))
                .list();
    }

    private static Query query(Handle handle, String from, String rest) {
        return handle.createQuery("SELECT " + VersionRow.COLUMNS + from + " " + VersionRow.JOINS + rest);
    }

    private static @Nullable String name(@Nullable WireName constant) {
        return constant == null ? null : constant.wireName();
    }
}
