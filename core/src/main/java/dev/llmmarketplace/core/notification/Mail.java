package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.kernel.NotificationId;
import java.time.Instant;

/**
 * An e-mail to one person.
 *
 * @param id of the notice that it carries
 * @param failures attempts in vain so far
 */
public record Mail(NotificationId id, String address, String subject, String text, int failures, Instant createdAt) {}
