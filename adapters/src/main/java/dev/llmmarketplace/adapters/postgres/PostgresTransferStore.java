package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.TransferId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.transfer.Transfer;
import dev.llmmarketplace.core.publishing.transfer.TransferStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link TransferStore} on PostgreSQL. */
public final class PostgresTransferStore implements TransferStore {
    private static final String SELECT =
            "SELECT t.*, s.name FROM service_transfer t JOIN service s ON s.id = t.service ";

    private final Database database;

    public PostgresTransferStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean offer(Transfer transfer) {
        return database.write(handle -> {
            ServiceTable.lock(handle, transfer.service());
            handle.createUpdate("""
                UPDATE service_transfer SET state = 'withdrawn', decided_at = expires_at
                WHERE service = :service AND state = 'pending' AND expires_at <= :now
                """)
                    .bind("service", transfer.service().value())
                    .bind("now", transfer.offeredAt())
                    .execute();
            boolean stored = insert(handle, transfer);
            if (stored) {
                Outbox.append(handle, "publishing", event("transfer.offered", transfer));
            }
            return stored;
        });
    }

    private static boolean insert(Handle handle, Transfer transfer) {
        return handle.createUpdate("""
            INSERT INTO service_transfer (id, service, from_provider, to_provider, state, reason, offered_by, offered_at,
                                          expires_at)
            VALUES (:id, :service, :from, :to, 'pending', :reason, :by, :at, :expires)
            ON CONFLICT (service) WHERE state = 'pending' DO NOTHING
            """)
                        .bind("id", transfer.id().value())
                        .bind("service", transfer.service().value())
                        .bind("from", transfer.from().value())
                        .bind("to", transfer.to().value())
                        .bind("reason", transfer.reason())
                        .bind("by", transfer.offeredBy().value())
                        .bind("at", transfer.offeredAt())
                        .bind("expires", transfer.expiresAt())
                        .execute()
                > 0;
    }

    @Override
    public Optional<Transfer> find(TransferId id) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE t.id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<Transfer> list(@Nullable OrganisationId organisation) {
        return database.read(handle -> handle.createQuery(SELECT + """
            WHERE CAST(:organisation AS uuid) IS NULL OR :organisation IN (t.from_provider, t.to_provider)
            ORDER BY t.offered_at DESC, t.id LIMIT 100
            """)
                .bind("organisation", organisation == null ? null : organisation.value())
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public boolean close(Transfer pending, Transfer.State state, UserId by, Instant now) {
        return database.write(handle -> {
            ServiceTable.lock(handle, pending.service());
            boolean accepted = state == Transfer.State.ACCEPTED;
            if (accepted && !transferable(handle, pending) || !decide(handle, pending, state, by, now)) {
                return false;
            }
            if (accepted) {
                handOver(handle, pending);
            }
            Outbox.append(handle, "publishing", event("transfer." + state.wireName(), pending));
            return true;
        });
    }

    /** The offering provider's still, with nothing on its way into the list and nothing that is not for everybody. */
    private static boolean transferable(Handle handle, Transfer transfer) {
        return handle.createQuery("""
            SELECT provider = :from AND NOT EXISTS (
                SELECT FROM service_version
                WHERE service = :service
                AND (status = 'pending_approval'
                     OR audience IS NOT NULL AND status IN ('active', 'deprecated', 'suspended')))
            FROM service WHERE id = :service
            """)
                .bind("from", transfer.from().value())
                .bind("service", transfer.service().value())
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean decide(Handle handle, Transfer pending, Transfer.State state, UserId by, Instant now) {
        return handle.createUpdate("""
            UPDATE service_transfer SET state = :state, decided_by = :by, decided_at = :now
            WHERE id = :id AND state = 'pending'
            """)
                        .bind("id", pending.id().value())
                        .bind("state", state.wireName())
                        .bind("by", by.value())
                        .bind("now", now)
                        .execute()
                > 0;
    }

    /** Exceptions from policies were granted to the service, and go with it. */
    private static void handOver(Handle handle, Transfer transfer) {
        handle.createUpdate("UPDATE service SET provider = :to WHERE id = :service")
                .bind("to", transfer.to().value())
                .bind("service", transfer.service().value())
                .execute();
        handle.createUpdate("UPDATE policy_waiver SET provider = :to WHERE service = :name")
                .bind("to", transfer.to().value())
                .bind("name", transfer.name().toString())
                .execute();
        handle.createUpdate("""
            DELETE FROM policy_judgement WHERE version IN (SELECT id FROM service_version WHERE service = :service)
            """).bind("service", transfer.service().value()).execute();
        Outbox.append(
                handle,
                "catalog",
                new Outbox.Entry(
                        "service.transferred",
                        transfer.service(),
                        Map.of("provider", transfer.to().toString())));
    }

    private static Outbox.Entry event(String type, Transfer transfer) {
        Map<String, String> payload = Map.of(
                "transfer", transfer.id().toString(),
                "name", transfer.name().toString(),
                "from", transfer.from().toString(),
                "to", transfer.to().toString());
        return new Outbox.Entry(type, transfer.service(), payload);
    }

    private static Transfer read(ResultSet row) throws SQLException {
        UUID decidedBy = row.getObject("decided_by", UUID.class);
        return new Transfer(
                new TransferId(Columns.uuid(row, "id")),
                new ServiceId(Columns.uuid(row, "service")),
                ServiceName.parse(row.getString("name")),
                new OrganisationId(Columns.uuid(row, "from_provider")),
                new OrganisationId(Columns.uuid(row, "to_provider")),
                WireName.parse(Transfer.State.class, row.getString("state"), "state"),
                row.getString("reason"),
                new UserId(Columns.uuid(row, "offered_by")),
                Columns.instant(row, "offered_at"),
                Columns.instant(row, "expires_at"),
                decidedBy == null ? null : new UserId(decidedBy),
                Columns.nullableInstant(row, "decided_at"));
    }
}
