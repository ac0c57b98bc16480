package dev.llmmarketplace.core.audit;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.receipt.BatchSeal;
import dev.llmmarketplace.core.receipt.SealedBatch;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entries of who did what. What is changed in a store is entered there, in the same transaction, with the
 * {@link Action} that is present; this adds what changed nothing, reads, and seals. Entries are never changed or removed.
 * Blocking; thread-safe.
 */
public interface AuditTrail {
    /** The one chain that all entries are in. */
    String CHAIN = "audit";

    /** Enters that an action was not carried out. */
    void enter(Action action, Refusal refusal);

    /**
     * @param change {@code REFUSED} or {@code FAILED}
     * @param subject what it was about, as far as it can be told
     * @param code of the error
     */
    record Refusal(AuditEntry.Change change, String subject, String code) {}

    /** Newest first. */
    Page<Placed> entries(Filter filter, Page.Request page);

    /** @param batch in which the entry is sealed; null for a moment */
    record Placed(AuditEntry entry, @Nullable Long batch) {}

    /** All that are not null must hold; {@code from} is included, {@code to} is not. */
    record Filter(
            @Nullable UserId actor,
            @Nullable OrganisationId organisation,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * Sealed batches in the order of the chain.
     *
     * @param reader of whose people's doing entries are shown; of all others only the hashes; null shows all
     * @param from sealed at or after
     * @param to sealed before
     */
    Page<SealedBatch> batches(@Nullable OrganisationId reader, Instant from, Instant to, Page.Request page);

    /** The last batch's seal; empty while there is none. */
    Optional<Head> head();

    /** @param signature as in {@link SealedBatch} */
    record Head(BatchSeal seal, String signature) {}

    /** Seals entries that are not sealed yet, a batch at the most; answers how many it took. */
    int seal();
}
