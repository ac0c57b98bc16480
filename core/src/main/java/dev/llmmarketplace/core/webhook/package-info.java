/**
 * Events on their way out: which organisation wants to hear of what and where, who may hear of what, signatures, and
 * deliveries with all their attempts. Deliveries and the time of the next attempt are stored, so that a process that dies
 * leaves them to the next; an event may therefore come twice, under the same identifier.
 *
 * <p>Depends on {@code kernel} and {@code event}.
 */
@NullMarked
package dev.llmmarketplace.core.webhook;

import org.jspecify.annotations.NullMarked;
