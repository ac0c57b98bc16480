package dev.llmmarketplace.core.governance;

import java.time.Instant;

/**
 * A policy as it is kept. Versions never change.
 *
 * @param version 1 and up, without gaps
 * @param removed true of the version that ends it; it may come back with the next
 */
public record StoredPolicy(Policy policy, int version, boolean removed, Instant storedAt) {
    /** True when it is in force. */
    public boolean binds() {
        return !removed && policy.enabled();
    }
}
