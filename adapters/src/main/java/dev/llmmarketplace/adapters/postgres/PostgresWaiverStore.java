package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.Waiver;
import dev.llmmarketplace.core.governance.WaiverStore;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WaiverId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link WaiverStore} on PostgreSQL. */
public final class PostgresWaiverStore implements WaiverStore {
    private static final String TOPIC = "governance";

    private final Database database;

    public PostgresWaiverStore(Database database) {
        this.database = database;
    }

    @Override
    public void grant(Waiver waiver) {
        database.change(handle -> {
            if (PolicyTable.find(handle, waiver.policy())
                    .filter(stored -> !stored.removed())
                    .isEmpty()) {
                throw notFound("policy", waiver.policy());
            }
            Organisation provider = OrganisationTable.find(
                            handle, waiver.service().provider())
                    .orElseThrow(() -> notFound("organisation", waiver.service().provider()));
            insert(handle, waiver, provider.id());
            Outbox.append(
                    handle,
                    TOPIC,
                    event(
                            EventType.WAIVER_GRANTED,
                            waiver.id(),
                            provider.id(),
                            waiver.policy().value(),
                            waiver.service().toString()));
        });
    }

    private static void insert(Handle handle, Waiver waiver, OrganisationId provider) {
        handle.createUpdate("""
                        INSERT INTO policy_waiver (id, policy, provider, service, reason, approver, granted_at, expires_at)
                        VALUES (:id, :policy, :provider, :service, :reason, :approver, :granted, :expires)
                        """)
                .bind("id", waiver.id().value())
                .bind("policy", waiver.policy().value())
                .bind("provider", provider.value())
                .bind("service", waiver.service().toString())
                .bind("reason", waiver.reason())
                .bind("approver", waiver.approver().value())
                .bind("granted", waiver.grantedAt())
                .bind("expires", waiver.expiresAt())
                .execute();
    }

    @Override
    public boolean revoke(WaiverId id) {
        return database.write(handle -> {
            Optional<Outbox.Entry> revoked = handle.createQuery("""
                            DELETE FROM policy_waiver WHERE id = :id RETURNING policy, provider, service
                            """)
                    .bind("id", id.value())
                    .map((row, context) -> event(
                            EventType.WAIVER_REVOKED,
                            id,
                            new OrganisationId(Columns.uuid(row, "provider")),
                            row.getString("policy"),
                            row.getString("service")))
                    .findOne();
            revoked.ifPresent(event -> Outbox.append(handle, TOPIC, event));
            return revoked.isPresent();
        });
    }

    @Override
    public List<Waiver> inForce(ServiceName service, Instant now) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM policy_waiver WHERE service = :service AND expires_at > :now ORDER BY id")
                .bind("service", service.toString())
                .bind("now", now)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public Page<Waiver> waivers(@Nullable OrganisationId provider, Page.Request page) {
        return provider == null
                ? database.read(handle -> page(handle, page))
                : database.actingFor(provider, handle -> page(handle, page));
    }

    /** Of all that the connection may see. */
    private static Page<Waiver> page(Handle handle, Page.Request page) {
        List<Waiver> rows = handle.createQuery("SELECT * FROM policy_waiver WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", Cursor.id(page))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> read(row))
                .list();
        return Cursor.page(rows, page, waiver -> waiver.id().toString());
    }

    private static Waiver read(ResultSet row) throws SQLException {
        return new Waiver(
                new WaiverId(Columns.uuid(row, "id")),
                new PolicyId(row.getString("policy")),
                ServiceName.parse(row.getString("service")),
                row.getString("reason"),
                new UserId(Columns.uuid(row, "approver")),
                Columns.instant(row, "granted_at"),
                Columns.instant(row, "expires_at"));
    }

    private static ProblemException notFound(String what, Object id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no " + what + " '" + id + "'.");
    }

    private static Outbox.Entry event(
            EventType type, WaiverId id, OrganisationId provider, String policy, String service) {
        Map<String, String> data = Map.of("waiverId", id.toString(), "policy", policy, "service", service);
        return Outbox.Entry.own(type, id, provider, data);
    }
}
