package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the policies of publication about listings of public catalogues before they are stored. Blocking; thread-safe. */
public final class ListingScreening {
    private final PolicyEngine engine;
    private final AccessStore access;
    private final InstantSource clock;

    public ListingScreening(PolicyEngine engine, AccessStore access, InstantSource clock) {
        this.engine = engine;
        this.access = access;
        this.clock = clock;
    }

    /**
     * One report for each, in order.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when policies cannot be asked
     */
    public List<PolicyReport> judge(List<ServiceManifest> listings) {
        Map<String, Organisation> providers = new HashMap<>();
        return engine.judgeAll(listings.stream()
                .map(listing -> PolicyCase.publication(
                        listing, providers.computeIfAbsent(listing.name().provider(), this::provider)))
                .toList());
    }

    /** A provider that nobody stands for yet is judged as the one that the import makes. */
    private Organisation provider(String slug) {
        return access.findOrganisation(slug)
                .orElseGet(() ->
                        new Organisation(OrganisationId.next(), slug, slug, true, false, true, false, clock.instant()));
    }
}
