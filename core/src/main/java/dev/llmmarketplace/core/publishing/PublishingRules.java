package dev.llmmarketplace.core.publishing;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.Optional;

/** Who may publish what, and whether somebody has to look at it. Blocking; thread-safe. */
public final class PublishingRules {
    private final AccessStore access;
    private final ManifestRules rules;

    public PublishingRules(AccessStore access, ManifestRules rules) {
        this.access = access;
        this.rules = rules;
    }

    /** @param strict warnings hinder too */
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

    /** The organisation that the manifest names. */
    public Optional<OrganisationId> provider(ServiceManifest manifest) {
        return access.findOrganisation(manifest.name().provider()).map(Organisation::id);
    }

    /**
     * The provider of what {@code publisher} wants to publish.
     *
     * @throws ProblemException {@code VALIDATION_FAILED} when it is not there, {@code FORBIDDEN} when it is another's or no
     *     provider
     */
    public Organisation requireProvider(Principal publisher, ServiceManifest manifest) {
        publisher.require(Permission.SERVICE_PUBLISH);
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
    public static boolean needApprover(ServiceManifest manifest) {
        return manifest.compliance().level().compareTo(ComplianceLevel.CONFIDENTIAL) >= 0
                || manifest.serviceLevel().support() == SupportLevel.ENTERPRISE
                || manifest.pricing() == null;
    }
}
