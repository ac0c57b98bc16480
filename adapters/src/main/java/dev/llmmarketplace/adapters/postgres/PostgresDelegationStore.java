package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.DelegationId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.publishing.approval.Delegation;
import dev.llmmarketplace.core.publishing.approval.DelegationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link DelegationStore} on PostgreSQL. */
public final class PostgresDelegationStore implements DelegationStore {
    private final Database database;

    public PostgresDelegationStore(Database database) {
        this.database = database;
    }

    @Override
    public void grant(Delegation delegation) {
        database.change(handle -> handle.createUpdate("""
            INSERT INTO approval_delegation (id, from_user, to_user, starts_at, ends_at, reason, granted_at)
            VALUES (:id, :from, :to, :starts, :ends, :reason, :granted)
            """)
                .bind("id", delegation.id().value())
                .bind("from", delegation.from().value())
                .bind("to", delegation.to().value())
                .bind("starts", delegation.startsAt())
                .bind("ends", delegation.endsAt())
                .bind("reason", delegation.reason())
                .bind("granted", delegation.grantedAt())
                .execute());
    }

    @Override
    public Optional<Delegation> find(DelegationId id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM approval_delegation WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<Delegation> list(@Nullable UserId who) {
        return database.read(handle -> handle.createQuery("""
            SELECT * FROM approval_delegation
            WHERE CAST(:who AS uuid) IS NULL OR :who IN (from_user, to_user)
            ORDER BY ends_at DESC, id LIMIT 100
            """)
                .bind("who", who == null ? null : who.value())
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public List<Delegation> inForce(UserId to, Instant now) {
        return database.read(handle -> handle.createQuery("""
            SELECT * FROM approval_delegation
            WHERE to_user = :to AND starts_at <= :now AND ends_at > :now AND revoked_at IS NULL
            ORDER BY granted_at, id
            """)
                .bind("to", to.value())
                .bind("now", now)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public void revoke(DelegationId id, Instant now) {
        database.change(handle ->
                handle.createUpdate("""
            UPDATE approval_delegation SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL
            """).bind("id", id.value()).bind("now", now).execute());
    }

    private static Delegation read(ResultSet row) throws SQLException {
        return new Delegation(
                new DelegationId(Columns.uuid(row, "id")),
                new UserId(Columns.uuid(row, "from_user")),
                new UserId(Columns.uuid(row, "to_user")),
                Columns.instant(row, "starts_at"),
                Columns.instant(row, "ends_at"),
                row.getString("reason"),
                Columns.instant(row, "granted_at"),
                Columns.nullableInstant(row, "revoked_at"));
    }
}
