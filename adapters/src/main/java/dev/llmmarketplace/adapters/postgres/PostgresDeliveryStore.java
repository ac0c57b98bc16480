package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.webhook.Attempt;
import dev.llmmarketplace.core.webhook.Delivery;
import dev.llmmarketplace.core.webhook.DeliveryStore;
import dev.llmmarketplace.core.webhook.Webhook;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link DeliveryStore} on PostgreSQL. */
public final class PostgresDeliveryStore implements DeliveryStore {
    private final Database database;
    private final WebhookSecrets secrets;
    private final Supplier<URI> source;
    private final InstantSource clock;

    /** @param source what the world calls this marketplace */
    public PostgresDeliveryStore(Database database, SecretVault vault, Supplier<URI> source, InstantSource clock) {
        this.database = database;
        this.secrets = new WebhookSecrets(vault);
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Delivery ping(Webhook webhook) {
        return database.write(handle -> {
            Delivery made = handle.createQuery("""
                INSERT INTO webhook_delivery (id, webhook, organisation, event, type, subject, body, state, failures,
                                              created_at, next_attempt)
                SELECT :id, :webhook, :organisation, ping.id, ping.told, ping.subject, %s, 'waiting', 0, :now, :now
                FROM (SELECT gen_random_uuid() AS id, :type AS told, CAST(:webhook AS text) AS subject,
                             CAST(:now AS timestamptz) AS at,
                             jsonb_build_object('webhookId', :webhook, 'url', :url) AS data,
                             CAST('{}' AS jsonb) AS confidential) ping
                RETURNING *
                """.formatted(CloudEvents.envelope("ping", "true")))
                    .bind("id", DeliveryId.next().value())
                    .bind("webhook", webhook.id().value())
                    .bind("organisation", webhook.organisation().value())
                    .bind("type", EventType.WEBHOOK_PING.wireName())
                    .bind("url", webhook.url().toString())
                    .bind(CloudEvents.SOURCE, source.get().toString())
                    .bind("now", clock.instant())
                    .map((row, context) -> WebhookRow.delivery(row))
                    .one();
            JobTable.WEBHOOKS.schedule(handle, made.id(), clock.instant());
            return made;
        });
    }

    @Override
    public Page<Delivery> list(Webhook webhook, Delivery.@Nullable State state, Page.Request page) {
        After after = After.of(page);
        List<Delivery> rows = database.actingFor(
                webhook.organisation(),
                handle -> handle.createQuery("""
                    SELECT * FROM webhook_delivery
                    WHERE webhook = :webhook AND (CAST(:state AS text) IS NULL OR state = :state)
                      AND (CAST(:at AS timestamptz) IS NULL OR (created_at, id) < (:at, :id))
                    ORDER BY created_at DESC, id DESC LIMIT :limit
                    """)
                        .bind("webhook", webhook.id().value())
                        .bind("state", state == null ? null : state.wireName())
                        .bind("at", after.time())
                        .bind("id", after.id())
                        .bind("limit", page.limit() + 1)
                        .map((row, context) -> WebhookRow.delivery(row))
                        .list());
        return Cursor.page(rows, page, one -> Cursor.join(one.createdAt(), one.id()));
    }

    @Override
    public Optional<Delivery> find(Webhook webhook, DeliveryId id) {
        return database.actingFor(
                webhook.organisation(),
                handle -> handle.createQuery("SELECT * FROM webhook_delivery WHERE id = :id AND webhook = :webhook")
                        .bind("id", id.value())
                        .bind("webhook", webhook.id().value())
                        .map((row, context) -> WebhookRow.delivery(row))
                        .findOne());
    }

    @Override
    public List<Attempt> attempts(OrganisationId organisation, DeliveryId id) {
        return database.actingFor(
                organisation,
                handle -> handle.createQuery("SELECT * FROM webhook_attempt WHERE delivery = :id ORDER BY number")
                        .bind("id", id.value())
                        .map((row, context) -> WebhookRow.attempt(row))
                        .list());
    }

    @Override
    public boolean replay(Webhook webhook, DeliveryId id) {
        return revive(webhook, "state <> 'waiting' AND id = CAST(:id AS uuid)", id.toString()) > 0;
    }

    @Override
    public int replayDead(Webhook webhook) {
        return revive(webhook, "state = 'dead' AND :id = ''", "");
    }

    private int revive(Webhook webhook, String which, String id) {
        return database.write(handle -> {
            Instant now = clock.instant();
            List<String> revived = handle.createQuery("""
                UPDATE webhook_delivery SET state = 'waiting', failures = 0, next_attempt = :now, ended_at = NULL
                WHERE webhook = :webhook AND organisation = :organisation AND %s
                RETURNING CAST(id AS text)
                """.formatted(which))
                    .bind("webhook", webhook.id().value())
                    .bind("organisation", webhook.organisation().value())
                    .bind("id", id)
                    .bind("now", now)
                    .mapTo(String.class)
                    .list();
            JobTable.WEBHOOKS.scheduleAll(handle, revived, now);
            return revived.size();
        });
    }

    @Override
    public Optional<Due> findDue(DeliveryId id) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM webhook_delivery WHERE id = :id AND state = 'waiting'")
                        .bind("id", id.value())
                        .map((row, context) -> WebhookRow.delivery(row))
                        .findOne()
                        .flatMap(delivery -> due(handle, delivery)));
    }

    private Optional<Due> due(Handle handle, Delivery delivery) {
        return handle.createQuery("SELECT * FROM webhook WHERE id = :id")
                .bind("id", delivery.webhook().value())
                .map((row, context) ->
                        new Due(delivery, WebhookRow.read(row), secrets.good(row, delivery.webhook(), clock.instant())))
                .findOne();
    }

    @Override
    public void record(Due due, Attempt attempt, Outcome outcome) {
        database.change(handle -> {
            enter(handle, due.delivery().id(), attempt);
            switch (outcome) {
                case Outcome.Delivered() -> end(handle, due.delivery().id(), Delivery.State.DELIVERED);
                case Outcome.Dead() -> end(handle, due.delivery().id(), Delivery.State.DEAD);
                case Outcome.Disabled(String because) -> {
                    end(handle, due.delivery().id(), Delivery.State.DEAD);
                    WebhookHealth.disable(handle, due.webhook(), because);
                }
                case Outcome.Retry(Instant at) ->
                    postpone(handle, due.delivery().id(), at);
            }
            WebhookHealth.note(handle, due.webhook().id(), attempt);
        });
    }

    private static void enter(Handle handle, DeliveryId id, Attempt attempt) {
        handle.createUpdate("""
            INSERT INTO webhook_attempt (delivery, number, at, millis, status, error, response)
            SELECT :id, count(*) + 1, :at, :millis, :status, :error, :response
            FROM webhook_attempt WHERE delivery = :id
            """)
                .bind("id", id.value())
                .bind("at", attempt.at())
                .bind("millis", attempt.took().toMillis())
                .bind("status", attempt.status())
                .bind("error", attempt.error())
                .bind("response", attempt.response())
                .execute();
    }

    private static void postpone(Handle handle, DeliveryId id, Instant at) {
        handle.createUpdate("""
            UPDATE webhook_delivery SET failures = failures + 1, next_attempt = :at WHERE id = :id
            """).bind("id", id.value()).bind("at", at).execute();
    }

    private void end(Handle handle, DeliveryId id, Delivery.State state) {
        handle.createUpdate("""
            UPDATE webhook_delivery
            SET state = :state, next_attempt = NULL, ended_at = :now,
                failures = failures + CASE WHEN :state = 'dead' THEN 1 ELSE 0 END
            WHERE id = :id
            """)
                .bind("id", id.value())
                .bind("state", state.wireName())
                .bind("now", clock.instant())
                .execute();
    }

    @Override
    public void bury(DeliveryId id) {
        database.change(handle -> handle.createUpdate("""
            UPDATE webhook_delivery SET state = 'dead', next_attempt = NULL, ended_at = :now WHERE id = :id
            """)
                .bind("id", id.value())
                .bind("now", clock.instant())
                .execute());
    }

    /**
     * Removes those that ended before {@code endedBefore}.
     *
     * @return how many
     */
    public static int purge(Database database, Instant endedBefore) {
        return database.write(handle -> handle.createUpdate("DELETE FROM webhook_delivery WHERE ended_at < :before")
                .bind("before", endedBefore)
                .execute());
    }
}
