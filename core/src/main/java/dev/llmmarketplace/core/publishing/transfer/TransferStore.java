package dev.llmmarketplace.core.publishing.transfer;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.TransferId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps transfers, for good. Each change writes its event ({@code publishing} topic) too. Blocking; thread-safe. */
public interface TransferStore {
    /**
     * Stores an offer; one of the same service that has expired makes room for it.
     *
     * @return false, and nothing is stored, while another one is pending
     */
    boolean offer(Transfer transfer);

    Optional<Transfer> find(TransferId id);

    /** Those from or to that organisation, or all when null; newest first, a hundred at the most. */
    List<Transfer> list(@Nullable OrganisationId organisation);

    /**
     * Closes a pending one. When it is accepted the service is the other provider's in the same transaction; its name,
     * versions, subscriptions and keys stay.
     *
     * @return false, and nothing is changed, when it was closed meanwhile or the service is not {@code from}'s any more
     */
    boolean close(Transfer pending, Transfer.State state, UserId by, Instant now);
}
