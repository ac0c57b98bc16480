/**
 * What may be used and how much: plans, subscriptions, budgets, and the allowances that gateways lease units from.
 *
 * <p>Depends on {@code kernel}, {@code event}, {@code access}, {@code catalog} and {@code governance}.
 */
@NullMarked
package dev.llmmarketplace.core.quota;

import org.jspecify.annotations.NullMarked;
