/**
 * What services must keep to be listed, and what an organisation's calls may and may not do beyond its subscriptions:
 * policies and the engine that decides by them, exceptions, verdicts that are pushed to the gateways, and organisations'
 * own rules. Owns no rules' language: that is behind {@link PolicyLanguage}, and an engine may be another program.
 *
 * <p>Depends on {@code kernel}, {@code access} and {@code catalog}.
 */
@NullMarked
package dev.llmmarketplace.core.governance;

import org.jspecify.annotations.NullMarked;
