package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps webhooks and their secrets, each organisation's out of the others' reach. Blocking; thread-safe. */
public interface WebhookStore {
    /**
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when the organisation has
     *     {@value Webhook#MOST} already
     */
    void create(Webhook webhook, Secret secret);

    /** The oldest first. */
    List<Webhook> list(OrganisationId organisation);

    Optional<Webhook> find(OrganisationId organisation, WebhookId id);

    /** Stores everything but the secret; false when there is no such webhook. */
    boolean update(Webhook webhook);

    /**
     * Makes {@code next} the secret, and the present one the retiring one; one that was retiring is gone.
     *
     * @return false when there is no such webhook
     */
    boolean rotate(Webhook webhook, Secret next, Instant oldUntil);

    /** With its deliveries. False when there is no such webhook. */
    boolean delete(OrganisationId organisation, WebhookId id);
}
