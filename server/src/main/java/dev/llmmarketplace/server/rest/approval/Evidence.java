package dev.llmmarketplace.server.rest.approval;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.publishing.approval.Approval;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore;
import dev.llmmarketplace.server.rest.catalog.PublishedService;
import dev.llmmarketplace.server.rest.submission.SubmissionBody;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what an approver needs: the version, what the pipeline found, what changes, and whom it comes from. */
public final class Evidence {
    private final CatalogStore catalog;
    private final SubmissionStore submissions;
    private final PublishedService services;

    public Evidence(CatalogStore catalog, SubmissionStore submissions, PublishedService services) {
        this.catalog = catalog;
        this.submissions = submissions;
        this.services = services;
    }

    /**
     * @param service the version as its provider sees it; absent when it has been withdrawn
     * @param changes field by field what would be different from the version that is listed; absent as the service
     * @param submission with the log of each phase; absent for versions that are older than submissions
     * @param providersRecord how many of the provider's services are in each status
     */
    record View(
            ApprovalBody approval,
            @Nullable Object service,
            @Nullable Object changes,
            @Nullable SubmissionBody submission,
            Map<String, Integer> providersRecord) {}

    View of(Approval approval) {
        ServiceVersion version = catalog.findVersion(approval.version()).orElse(null);
        return new View(
                ApprovalBody.from(approval),
                version == null ? null : services.body(version),
                version == null ? null : services.changes(version),
                submissions
                        .find(approval.version())
                        .map(submission -> SubmissionBody.from(submission, submissions.phases(submission.id())))
                        .orElse(null),
                record(approval.requester().organisation()));
    }

    private Map<String, Integer> record(OrganisationId provider) {
        Map<ServiceStatus, Integer> counts = new EnumMap<>(ServiceStatus.class);
        for (ServiceStatus status : ServiceStatus.values()) {
            Page<ServiceVersion> page = catalog.list(
                    new CatalogStore.Filter(provider, status, null, Viewer.EVERYTHING),
                    new Page.Request(Page.Request.MAX_LIMIT, null));
            counts.put(status, page.items().size());
        }
        Map<String, Integer> named = new TreeMap<>();
        counts.forEach((status, count) -> named.put(status.wireName(), count));
        return named;
    }
}
