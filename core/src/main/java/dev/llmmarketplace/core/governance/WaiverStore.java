package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.WaiverId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps exceptions from policies. Changes write their event ({@code governance} topic, {@code waiver.granted} or {@code
 * waiver.revoked}) in the same transaction. Blocking; thread-safe.
 */
public interface WaiverStore {
    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code NOT_FOUND} when there is no such policy or provider */
    void grant(Waiver waiver);

    /** True when there was one. */
    boolean revoke(WaiverId id);

    /** Those of a service that have not expired at {@code now}. */
    List<Waiver> inForce(ServiceName service, Instant now);

    /**
     * In the order of their ids, expired ones too.
     *
     * @param provider whose services; null for everybody's
     */
    Page<Waiver> waivers(@Nullable OrganisationId provider, Page.Request page);
}
