package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.WebhookId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.webhook.Attempt;
import dev.llmmarketplace.core.webhook.Delivery;
import dev.llmmarketplace.core.webhook.Selection;
import dev.llmmarketplace.core.webhook.Webhook;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.Update;

/** How rows of {@code webhook}, {@code webhook_delivery} and {@code webhook_attempt} are read and written. */
final class WebhookRow {
    private WebhookRow() {}

    static Webhook read(ResultSet row) throws SQLException {
        return new Webhook(
                new WebhookId(Columns.uuid(row, "id")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                URI.create(row.getString("url")),
                row.getString("description"),
                new Selection(
                        new TreeSet<>(Columns.texts(row, "events")),
                        WireName.parse(Selection.Scope.class, row.getString("scope"), "scope")),
                row.getString("disabled_because"),
                Columns.nullableInstant(row, "failing_since"),
                Columns.instant(row, "created_at"));
    }

    /** What can be changed, and the identifier. */
    static Update bind(Update update, Webhook webhook) {
        return update.bind("id", webhook.id().value())
                .bind("url", webhook.url().toString())
                .bind("description", webhook.description())
                .bindArray("events", String.class, webhook.selection().events().toArray())
                .bind("scope", webhook.selection().scope().wireName());
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                new DeliveryId(Columns.uuid(row, "id")),
                new WebhookId(Columns.uuid(row, "webhook")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                Columns.uuid(row, "event"),
                row.getString("type"),
                row.getString("subject"),
                row.getString("body"),
                WireName.parse(Delivery.State.class, row.getString("state"), "state"),
                row.getInt("failures"),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "next_attempt"));
    }

    static Attempt attempt(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        return new Attempt(
                Columns.instant(row, "at"),
                Duration.ofMillis(row.getLong("millis")),
                status == 0 ? null : status,
                row.getString("error"),
                row.getString("response"));
    }
}
