package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.AccessStore.NewSecret;
import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
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
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The statements on {@code api_key}. */
final class ApiKeyTable {
    private ApiKeyTable() {}

    static void insert(Handle handle, ApiKey key) {
        ApiKey.Retiring retiring = key.retiring();
        ProjectId project = key.project();
        Update insertion = handle.createUpdate("""
                        INSERT INTO api_key (id, organisation, project, name, prefix, digest, scope_services, scope_routes,
                                             scope_models, scope_addresses, requests_per_minute, tokens_per_minute,
                                             budget_nanos, budget_currency, created_at, expires_at, revoked_at,
                                             last_used_at, retiring_digest, retiring_until)
                        VALUES (:id, :organisation, :project, :name, :prefix, :digest, :services, :routes, :models,
                                :addresses, :requestsPerMinute, :tokensPerMinute, :budget, :currency,
                                :createdAt, :expiresAt, :revokedAt, :lastUsedAt, :retiring, :retiringUntil)
                        """)
                .bind("id", key.id().value())
                .bind("organisation", key.organisation().value())
                .bind("project", project == null ? null : project.value())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("digest", key.digest().bytes())
                .bindArray("services", UUID.class, services(key))
                .bindArray("routes", String.class, key.scopes().routes())
                .bindArray("models", String.class, key.scopes().models())
                .bindArray("addresses", String.class, addresses(key))
                .bind("createdAt", key.createdAt())
                .bind("expiresAt", key.expiresAt())
                .bind("revokedAt", key.revokedAt())
                .bind("lastUsedAt", key.lastUsedAt())
                .bind("retiring", retiring == null ? null : retiring.digest().bytes())
                .bind("retiringUntil", retiring == null ? null : retiring.until());
        bindLimits(insertion, key.limits()).execute();
    }

    private static <S extends SqlStatement<S>> S bindLimits(S statement, ApiKey.Limits limits) {
        Money budget = limits.perMonth();
        return statement
                .bind("requestsPerMinute", limits.requestsPerMinute())
                .bind("tokensPerMinute", limits.tokensPerMinute())
                .bind("budget", budget == null ? null : budget.nanos())
                .bind("currency", budget == null ? null : budget.currency());
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

    /** Answers those that were in force. */
    static List<ApiKey> revokeAllOf(Handle handle, ProjectId project, Instant at) {
        return handle.createQuery("""
                        UPDATE api_key SET revoked_at = :at WHERE project = :project AND revoked_at IS NULL RETURNING *
                        """)
                .bind("project", project.value())
                .bind("at", at)
                .map((row, context) -> read(row))
                .list();
    }

    /** Empty when it is unknown or revoked, or {@code present} is not its secret. */
    static Optional<ApiKey> rotate(Handle handle, KeyId id, KeyDigest present, NewSecret next) {
        return handle.createQuery("""
                        UPDATE api_key SET prefix = :prefix, digest = :digest, retiring_digest = :present,
                                           retiring_until = :until
                        WHERE id = :id AND digest = :present AND revoked_at IS NULL RETURNING *
                        """)
                .bind("id", id.value())
                .bind("prefix", next.prefix())
                .bind("digest", next.digest().bytes())
                .bind("present", present.bytes())
                .bind("until", next.oldUntil())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<ApiKey> limit(Handle handle, KeyId id, ApiKey.Limits limits) {
        return bindLimits(handle.createQuery("""
                        UPDATE api_key SET requests_per_minute = :requestsPerMinute,
                                           tokens_per_minute = :tokensPerMinute,
                                           budget_nanos = :budget, budget_currency = :currency
                        WHERE id = :id RETURNING *
                        """), limits)
                .bind("id", id.value())
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
        UUID project = row.getObject("project", UUID.class);
        return new ApiKey(
                new KeyId(Columns.uuid(row, "id")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                project == null ? null : new ProjectId(project),
                row.getString("name"),
                row.getString("prefix"),
                KeyDigest.of(row.getBytes("digest")),
                scopes(row),
                limits(row),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "expires_at"),
                Columns.nullableInstant(row, "revoked_at"),
                Columns.nullableInstant(row, "last_used_at"),
                retiring(row));
    }

    private static ApiKey.Limits limits(ResultSet row) throws SQLException {
        String currency = row.getString("budget_currency");
        return new ApiKey.Limits(
                row.getLong("requests_per_minute"),
                row.getLong("tokens_per_minute"),
                currency == null ? null : new Money(row.getLong("budget_nanos"), currency));
    }

    private static ApiKey.@Nullable Retiring retiring(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("retiring_digest");
        return digest == null
                ? null
                : new ApiKey.Retiring(KeyDigest.of(digest), Columns.instant(row, "retiring_until"));
    }

    private static ApiKey.Scopes scopes(ResultSet row) throws SQLException {
        return new ApiKey.Scopes(
                Columns.uuids(row, "scope_services").stream()
                        .map(ServiceId::new)
                        .collect(Collectors.toUnmodifiableSet()),
                new HashSet<>(Columns.texts(row, "scope_routes")),
                new HashSet<>(Columns.texts(row, "scope_models")),
                Columns.texts(row, "scope_addresses").stream()
                        .map(AddressBlock::parse)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static List<String> addresses(ApiKey key) {
        return key.scopes().addresses().stream().map(AddressBlock::toString).toList();
    }

    private static List<UUID> services(ApiKey key) {
        return key.scopes().services().stream().map(ServiceId::value).toList();
    }
}
