package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.kernel.NotificationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps e-mail that is to be sent. Blocking; thread-safe. */
public interface Outbasket {
    /**
     * Takes the mail that has been due for the longest time. If it is neither {@link #sent}, {@link #postponed} nor
     * {@link #dropped} within {@code lease}, it comes again: its process has died.
     */
    Optional<Mail> take(Duration lease);

    /**
     * Makes due what a process of this one's name had taken when it died. Only right before this one begins, while nobody
     * else can have the name.
     */
    void release();

    void sent(NotificationId id);

    void postponed(NotificationId id, Instant until);

    /** It is not tried any more. */
    void dropped(NotificationId id);
}
