package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is told.
 *
 * @param organisation the recipient's
 * @param kind what it is for programs, for example {@code saved-search}
 * @param title one sentence
 * @param service what it is about; null for other things
 * @param readAt null as long as it was not marked as read
 */
public record Notification(
        NotificationId id,
        OrganisationId organisation,
        UserId recipient,
        String kind,
        String title,
        @Nullable ServiceId service,
        Instant createdAt,
        @Nullable Instant readAt) {}
