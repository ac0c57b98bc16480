package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The statements on {@code api_key}. */
final class ApiKeyTable {
    private ApiKeyTable() {}

    static void insert(Handle handle, ApiKey key) {
        handle.createUpdate("""
                        INSERT INTO api_key (id, organisation, name, prefix, digest, scope_services, scope_routes,
                                             created_at, expires_at, revoked_at, last_used_at)
                        VALUES (:id, :organisation, :name, :prefix, :digest, :services, :routes,
                                :createdAt, :expiresAt, :revokedAt, :lastUsedAt)
                        """)
                .bind("id", key.id().value())
                .bind("organisation", key.organisation().value())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("digest", key.digest().bytes())
                .bindArray("services", UUID.class, services(key))
                .bindArray("routes", String.class, key.scopes().routes())
                .bind("createdAt", key.createdAt())
                .bind("expiresAt", key.expiresAt())
                .bind("revokedAt", key.revokedAt())
                .bind("lastUsedAt", key.lastUsedAt())
                .execute();
    }

    static Optional<ApiKey> find(Handle handle, KeyId id) {
        return handle.createQuery("SELECT * FROM api_key WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<ApiKey> list(Handle handle, OrganisationId organisation) {
        return handle.createQuery("""
                        SELECT * FROM api_key WHERE organisation = :organisation ORDER BY created_at DESC, id DESC
                        """)
                .bind("organisation", organisation.value())
                .map((row, context) -> read(row))
                .list();
    }

    /** Empty when it is unknown or revoked already. */
    static Optional<ApiKey> revoke(Handle handle, KeyId id, Instant at) {
        return handle.createQuery("""
                        UPDATE api_key SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL RETURNING *
                        """)
                .bind("id", id.value())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static void recordUse(Handle handle, KeyId id, Instant at) {
        handle.createUpdate("""
                        UPDATE api_key SET last_used_at = :at
                        WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)
                        """).bind("id", id.value()).bind("at", at).execute();
    }

    static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                new KeyId(Columns.uuid(row, "id")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                row.getString("name"),
                row.getString("prefix"),
                KeyDigest.of(row.getBytes("digest")),
                scopes(row),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "expires_at"),
                Columns.nullableInstant(row, "revoked_at"),
                Columns.nullableInstant(row, "last_used_at"));
    }

    private static ApiKey.Scopes scopes(ResultSet row) throws SQLException {
        return new ApiKey.Scopes(
                Columns.uuids(row, "scope_services").stream()
                        .map(ServiceId::new)
                        .collect(Collectors.toUnmodifiableSet()),
                new HashSet<>(Columns.texts(row, "scope_routes")));
    }

    private static List<UUID> services(ApiKey key) {
        return key.scopes().services().stream().map(ServiceId::value).toList();
    }
}
