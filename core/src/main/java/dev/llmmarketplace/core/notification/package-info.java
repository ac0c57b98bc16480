/**
 * What people are told, each in an inbox of his own and by e-mail as he has chosen, and who is told what of an event.
 *
 * <p>Depends on {@code kernel}, {@code event} and {@code access}.
 */
@NullMarked
package dev.llmmarketplace.core.notification;

import org.jspecify.annotations.NullMarked;
