package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.WebhookId;
import java.util.HashMap;
import java.util.Map;

/** Who carries out deliveries at the moment. Thread-safe. */
final class Places {
    private static final int OF_A_WEBHOOK = 4;

    private final Map<WebhookId, Integer> webhooks = new HashMap<>();
    private final Map<OrganisationId, Integer> organisations = new HashMap<>();
    private int free;

    Places(int all) {
        this.free = all;
    }

    /** False when the webhook has its share, or the organisation has as many places as are left for all others. */
    synchronized boolean enter(OrganisationId organisation, WebhookId webhook) {
        if (webhooks.getOrDefault(webhook, 0) >= OF_A_WEBHOOK || organisations.getOrDefault(organisation, 0) >= free) {
            return false;
        }
        webhooks.merge(webhook, 1, Integer::sum);
        organisations.merge(organisation, 1, Integer::sum);
        free--;
        return true;
    }

    synchronized void leave(OrganisationId organisation, WebhookId webhook) {
        webhooks.computeIfPresent(webhook, (_, now) -> now == 1 ? null : now - 1);
        organisations.computeIfPresent(organisation, (_, now) -> now == 1 ? null : now - 1);
        free++;
    }
}
