package dev.llmmarketplace.core.publishing.approval;

import dev.llmmarketplace.core.kernel.DelegationId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps delegations, for good. Blocking; thread-safe. */
public interface DelegationStore {
    void grant(Delegation delegation);

    Optional<Delegation> find(DelegationId id);

    /** Given or received by {@code who}, or everybody's when null; those that end last first, a hundred at the most. */
    List<Delegation> list(@Nullable UserId who);

    /** Those by which {@code to} answers for others at that time. */
    List<Delegation> inForce(UserId to, Instant now);

    /** Ends it now; does nothing when it was ended before. */
    void revoke(DelegationId id, Instant now);
}
