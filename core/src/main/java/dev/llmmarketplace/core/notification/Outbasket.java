package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.kernel.NotificationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps e-mail that is to be sent. Blocking; thread-safe. */
public interface Outbasket {
    /**
     * Takes mail that is due, the oldest first. What is neither {@link #sent}, {@link #postponed} nor {@link #dropped} within
     * {@code lease} comes again: its process has died.
     */
    List<Mail> take(int limit, Duration lease);

    void sent(NotificationId id);

    void postponed(NotificationId id, Instant until);

    /** It is not tried any more. */
    void dropped(NotificationId id);
}
