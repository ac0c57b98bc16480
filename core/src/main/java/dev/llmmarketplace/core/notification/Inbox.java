package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.List;

/** Keeps what people are told. Blocking; thread-safe. */
public interface Inbox {
    /** All of them or none. */
    void put(List<Notification> notifications);

    /** Whose inbox is asked. */
    record Owner(OrganisationId organisation, UserId user) {}

    /** The latest first. */
    Page<Notification> list(Owner owner, boolean unreadOnly, Page.Request page);

    /** Marks one as read, now or before; false when the owner has no such notification. */
    boolean markRead(Owner owner, NotificationId id, Instant at);
}
