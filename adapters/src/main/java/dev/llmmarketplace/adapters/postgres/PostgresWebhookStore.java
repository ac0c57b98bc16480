package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.WebhookId;
import dev.llmmarketplace.core.webhook.Webhook;
import dev.llmmarketplace.core.webhook.WebhookStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link WebhookStore} on PostgreSQL. */
public final class PostgresWebhookStore implements WebhookStore {
    private final Database database;
    private final WebhookSecrets secrets;

    public PostgresWebhookStore(Database database, SecretVault vault) {
        this.database = database;
        this.secrets = new WebhookSecrets(vault);
    }

    @Override
    public void create(Webhook webhook, Secret secret) {
        int inserted = database.actingFor(
                webhook.organisation(),
                handle -> WebhookRow.bind(handle.createUpdate("""
                    INSERT INTO webhook (id, organisation, url, description, events, scope, secret, created_at)
                    SELECT :id, :organisation, :url, :description, :events, :scope, :secret, :createdAt
                    WHERE (SELECT count(*) FROM webhook) < :most
                    """), webhook)
                        .bind("organisation", webhook.organisation().value())
                        .bind("secret", secrets.seal(webhook.id(), secret))
                        .bind("createdAt", webhook.createdAt())
                        .bind("most", Webhook.MOST)
                        .execute());
        if (inserted == 0) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "This organisation has " + Webhook.MOST
                            + " webhooks, which is as many as it may have. Delete one.");
        }
    }

    @Override
    public List<Webhook> list(OrganisationId organisation) {
        return database.actingFor(
                organisation,
                handle -> handle.createQuery("SELECT * FROM webhook ORDER BY created_at, id")
                        .map((row, context) -> WebhookRow.read(row))
                        .list());
    }

    @Override
    public Optional<Webhook> find(OrganisationId organisation, WebhookId id) {
        return database.actingFor(
                organisation,
                handle -> handle.createQuery("SELECT * FROM webhook WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> WebhookRow.read(row))
                        .findOne());
    }

    @Override
    public boolean update(Webhook webhook) {
        return database.actingFor(
                webhook.organisation(),
                handle -> WebhookRow.bind(handle.createUpdate("""
                    UPDATE webhook
                    SET url = :url, description = :description, events = :events, scope = :scope,
                        disabled_because = :disabledBecause, failing_since = :failingSince
                    WHERE id = :id
                    """), webhook)
                                .bind("disabledBecause", webhook.disabledBecause())
                                .bind("failingSince", webhook.failingSince())
                                .execute()
                        > 0);
    }

    @Override
    public boolean rotate(Webhook webhook, Secret next, Instant oldUntil) {
        return database.actingFor(
                webhook.organisation(),
                handle -> handle.createUpdate("""
                    UPDATE webhook SET retiring_secret = secret, retiring_until = :until, secret = :next WHERE id = :id
                    """)
                                .bind("id", webhook.id().value())
                                .bind("until", oldUntil)
                                .bind("next", secrets.seal(webhook.id(), next))
                                .execute()
                        > 0);
    }

    @Override
    public boolean delete(OrganisationId organisation, WebhookId id) {
        return database.actingFor(
                organisation,
                handle -> handle.createUpdate("DELETE FROM webhook WHERE id = :id")
                                .bind("id", id.value())
                                .execute()
                        > 0);
    }
}
