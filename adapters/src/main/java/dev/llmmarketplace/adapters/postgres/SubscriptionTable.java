package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.quota.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code subscription}. */
final class SubscriptionTable {
    /** What {@link #read} reads; a condition follows. */
    static final String SELECT = """
            SELECT s.id, s.consumer, s.service, s.created_at, s.cancelled_at,
                   p.id AS plan, p.name, p.requests_per_second, p.burst, p.tokens_per_month, p.concurrency,
                   p.tokens_per_minute
            FROM subscription s
            JOIN plan p ON p.id = s.plan
            """;

    private SubscriptionTable() {}

    static void insert(Handle handle, Subscription subscription) {
        int inserted = handle.createUpdate("""
                        INSERT INTO subscription (id, consumer, service, plan, created_at, cancelled_at)
                        VALUES (:id, :consumer, :service, :plan, :createdAt, :cancelledAt)
                        ON CONFLICT (consumer, service) WHERE cancelled_at IS NULL DO NOTHING
                        """)
                .bind("id", subscription.id().value())
                .bind("consumer", subscription.consumer().value())
                .bind("service", subscription.service().value())
                .bind("plan", subscription.plan().id().value())
                .bind("createdAt", subscription.createdAt())
                .bind("cancelledAt", subscription.cancelledAt())
                .execute();
        if (inserted == 0) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "Your organisation is subscribed to this service already. Cancel that first.");
        }
    }

    static Optional<Subscription> find(Handle handle, SubscriptionId id) {
        return handle.createQuery(SELECT + "WHERE s.id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Subscription> find(Handle handle, OrganisationId consumer, ServiceId service) {
        return handle.createQuery(SELECT + """
                        WHERE s.consumer = :consumer AND s.service = :service AND s.cancelled_at IS NULL
                        """)
                .bind("consumer", consumer.value())
                .bind("service", service.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Subscription> inForce(Handle handle, OrganisationId consumer) {
        return handle.createQuery(SELECT + """
                        WHERE s.consumer = :consumer AND s.cancelled_at IS NULL
                        ORDER BY s.created_at DESC, s.id DESC
                        """)
                .bind("consumer", consumer.value())
                .map((row, context) -> read(row))
                .list();
    }

    /** False when it is unknown or cancelled already. */
    static boolean cancel(Handle handle, SubscriptionId id, Instant at) {
        return handle.createUpdate("UPDATE subscription SET cancelled_at = :at WHERE id = :id AND cancelled_at IS NULL")
                        .bind("id", id.value())
                        .bind("at", at)
                        .execute()
                > 0;
    }

    static Subscription read(ResultSet row) throws SQLException {
        return new Subscription(
                new SubscriptionId(Columns.uuid(row, "id")),
                new OrganisationId(Columns.uuid(row, "consumer")),
                new ServiceId(Columns.uuid(row, "service")),
                PlanTable.read(row, "plan"),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "cancelled_at"));
    }
}
