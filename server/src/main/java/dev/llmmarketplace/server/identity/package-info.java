/**
 * Proof of who someone is: passwords (Argon2id), access tokens (RFC 9068, RS256) with keys that rotate, the first
 * administrator. What a person may do and how sessions live is {@code core.access}'s business.
 *
 * <p>Depends on {@code core} and on Nimbus and password4j; knows nothing of HTTP.
 */
@NullMarked
package dev.llmmarketplace.server.identity;

import org.jspecify.annotations.NullMarked;
