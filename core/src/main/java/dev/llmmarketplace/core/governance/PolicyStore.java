package dev.llmmarketplace.core.governance;

import java.time.Instant;
import java.util.List;

/**
 * Keeps policies with all their versions. Changes write their event ({@code governance} topic, {@code policy.stored} or
 * {@code policy.removed}) in the same transaction. Blocking; thread-safe.
 */
public interface PolicyStore {
    /** The present version of each that is not removed, by id. */
    List<StoredPolicy> policies();

    /** All versions, the newest first; none of a policy that never was. */
    List<StoredPolicy> versions(PolicyId id);

    /**
     * Stores each that differs from its present version as the next one; one transaction.
     *
     * @return the present versions of all of them, in their order
     */
    List<StoredPolicy> store(List<Policy> policies, Instant at);

    /** Stores those whose id was never stored; what was changed or removed since stays so. */
    void storeMissing(List<Policy> shipped, Instant at);

    /** True when there was one. */
    boolean remove(PolicyId id, Instant at);
}
