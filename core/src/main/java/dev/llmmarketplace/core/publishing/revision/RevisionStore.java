package dev.llmmarketplace.core.publishing.revision;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.util.List;
import java.util.Optional;

/** Keeps revisions of listings, for good. Blocking; thread-safe. */
public interface RevisionStore {
    Optional<RevisedListing> find(VersionId version);

    /**
     * Puts {@code manifest} in the place of what {@code seen} says; event {@code service.revised}. Policies judge the version
     * again at their next sweep.
     *
     * @param changes from the one to the other; not empty
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when it was revised or has left the list since
     *     it was seen
     */
    RevisedListing revise(RevisedListing seen, ServiceManifest manifest, List<ListingChange> changes, Principal author);

    /** Of all versions of the service, the latest first. */
    Page<ListingRevision> of(ServiceId service, Page.Request page);
}
