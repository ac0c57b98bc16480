package dev.llmmarketplace.core.receipt;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with proofs of shipped usage. Blocking; thread-safe. */
public interface ReceiptStore {
    /** Empty for a call that is unknown, or was shipped before receipts were signed. */
    Optional<Receipt> find(CallId call);

    /**
     * Batches chain by chain, each in its order. A page may hold fewer than asked for, where they are large.
     *
     * @param reader whose records are shown, as consumer or provider; of all others only the hashes; null shows all
     * @param from sealed at or after
     * @param to sealed before
     */
    Page<SealedBatch> batches(@Nullable OrganisationId reader, Instant from, Instant to, Page.Request page);

    /** All keys that have signed here, and the present one. */
    List<ReceiptKey> keys();
}
