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
 * @param title one sentence
 * @param detail more of it; null when there is no more
 * @param service what it is about; null for other things
 * @param readAt null as long as it was not marked as read
 */
public record Notification(
        NotificationId id,
        OrganisationId organisation,
        UserId recipient,
        NoticeKind kind,
        String title,
        @Nullable String detail,
        @Nullable ServiceId service,
        Instant createdAt,
        @Nullable Instant readAt) {}
