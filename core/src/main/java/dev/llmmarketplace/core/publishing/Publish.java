package dev.llmmarketplace.core.publishing;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.util.Map;

/**
 * Publishes versions. In this order: may the publisher publish for that provider, are the rules kept, must an approver
 * decide; then the version is stored, whole or not at all. Blocking; thread-safe.
 */
public final class Publish {
    private final CatalogStore catalog;
    private final AccessStore access;
    private final ManifestRules rules;

    public Publish(CatalogStore catalog, AccessStore access, ManifestRules rules) {
        this.catalog = catalog;
        this.access = access;
        this.rules = rules;
    }

    /**
     * What somebody wants to publish.
     *
     * @param credentials what calls are authenticated with, by name; those that are stored and not given are kept
     * @param strict warnings hinder too
     */
    public record Submission(ServiceManifest manifest, Map<String, Secret> credentials, boolean strict) {
        public Submission {
            credentials = Map.copyOf(credentials);
        }
    }

    /**
     * @throws ProblemException {@code FORBIDDEN}, {@code VALIDATION_FAILED} with every broken rule, {@code CONFLICT} when
     *     name and version exist or a greater version does
     */
    public ServiceVersion publish(Principal publisher, Submission submission) {
        ServiceManifest manifest = submission.manifest();
        Organisation provider = requireProvider(publisher, manifest);
        ManifestReport report = check(manifest, submission.strict());
        if (!report.valid()) {
            throw new ProblemException(Problem.invalid(report.violations()));
        }
        return catalog.publish(new CatalogStore.Publication(
                provider.id(), manifest, initialStatus(manifest), submission.credentials()));
    }

    /** What {@link #publish} would find, without publishing. */
    public ManifestReport check(ServiceManifest manifest, boolean strict) {
        ManifestReport report = rules.check(manifest);
        return strict ? report.strictly() : report;
    }

    /** False for a provider that is not there or that {@code publisher} does not act for. */
    public boolean mayPublish(Principal publisher, ServiceManifest manifest) {
        return access.findOrganisation(manifest.name().provider())
                .filter(provider -> publisher.organisation().equals(provider.id())
                        || publisher.permits(Permission.ANY_ORGANISATION))
                .isPresent();
    }

    private Organisation requireProvider(Principal publisher, ServiceManifest manifest) {
        String slug = manifest.name().provider();
        Organisation provider = access.findOrganisation(slug)
                .orElseThrow(() -> new ProblemException(Problem.invalid(
                        "/provider",
                        "the slug of an organisation",
                        "there is no '" + slug + "'",
                        "Publish for your own organisation, or have this one created first.")));
        publisher.requireOrganisation(provider.id());
        provider.requireProvider();
        return provider;
    }

    /** Sensitive data, enterprise promises and missing prices are looked at by a person first. */
    static ServiceStatus initialStatus(ServiceManifest manifest) {
        boolean decided = manifest.compliance().level().compareTo(ComplianceLevel.CONFIDENTIAL) >= 0
                || manifest.serviceLevel().support() == SupportLevel.ENTERPRISE
                || manifest.pricing() == null;
        return decided ? ServiceStatus.PENDING_APPROVAL : ServiceStatus.ACTIVE;
    }
}
