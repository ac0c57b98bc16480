/**
 * What an organisation's calls may and may not do beyond its subscriptions: verdicts that a policy engine pushes, and the
 * organisation's own rules. Owns no rules' language: who decides, decides elsewhere, and only verdicts come here.
 *
 * <p>Depends on {@code kernel} and {@code catalog}.
 */
@NullMarked
package dev.llmmarketplace.core.governance;

import org.jspecify.annotations.NullMarked;
