package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.VerdictId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps verdicts and organisations' rules. Changes write their event ({@code governance} topic) in the same transaction
 * and reach every gateway within a second. Blocking; thread-safe.
 */
public interface GovernanceStore {
    /**
     * Stores a verdict, or replaces the one of that id.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code NOT_FOUND} when the organisation is unknown
     */
    void storeVerdict(Verdict verdict);

    /** True when there was one. */
    boolean removeVerdict(VerdictId id);

    /**
     * Verdicts in the order of their ids, expired ones too.
     *
     * @param consumer those about its calls, everybody's among them; null for all
     */
    Page<Verdict> verdicts(@Nullable OrganisationId consumer, Page.Request page);

    /** Removes verdicts that expired before; returns how many. */
    int purgeVerdicts(Instant expiredBefore);

    /** {@link ConsumptionRules#none} when nothing was stored. */
    ConsumptionRules rules(OrganisationId organisation);

    void storeRules(ConsumptionRules rules);
}
