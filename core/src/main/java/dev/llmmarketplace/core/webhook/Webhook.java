package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.WebhookId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an organisation wants events to be sent. Its secret is not part of it, see {@link WebhookStore}.
 *
 * @param description for people; may be empty
 * @param disabledBecause a sentence; null as long as events are sent
 * @param failingSince when the first of the present row of failures was; null when the last attempt was answered
 */
public record Webhook(
        WebhookId id,
        OrganisationId organisation,
        URI url,
        String description,
        Selection selection,
        @Nullable String disabledBecause,
        @Nullable Instant failingSince,
        Instant createdAt) {
    /** An organisation may have so many. */
    public static final int MOST = 20;

    public boolean enabled() {
        return disabledBecause == null;
    }

    /** What failed at another address is forgotten. */
    public Webhook to(URI newUrl, String newDescription, Selection newSelection) {
        return new Webhook(
                id,
                organisation,
                newUrl,
                newDescription,
                newSelection,
                disabledBecause,
                newUrl.equals(url) ? failingSince : null,
                createdAt);
    }

    /** The same that is sent events again; what failed before is forgotten. */
    public Webhook enable() {
        return new Webhook(id, organisation, url, description, selection, null, null, createdAt);
    }

    public Webhook disable(String because) {
        return new Webhook(id, organisation, url, description, selection, because, failingSince, createdAt);
    }
}
