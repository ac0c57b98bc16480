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
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who may publish what, and whether somebody has to look at it. Blocking; thread-safe. */
public final class PublishingRules {
    private static final String SIGNATURE = "/signature";

    private final AccessStore access;
    private final CatalogStore catalog;
    private final ManifestRules rules;
    private final PolicyEngine policies;

    public PublishingRules(AccessStore access, CatalogStore catalog, ManifestRules rules, PolicyEngine policies) {
        this.access = access;
        this.catalog = catalog;
        this.rules = rules;
        this.policies = policies;
    }

    /** @param strict warnings hinder too */
    public ManifestReport check(ServiceManifest manifest, boolean strict) {
        ManifestReport report = withAudience(rules.check(manifest), manifest);
        return strict ? report.strictly() : report;
    }

    /** What rules and policies find together, all at once. */
    public ManifestReport checkAll(ServiceManifest manifest, boolean strict) {
        ManifestReport all = check(manifest, false).and(judge(manifest));
        return strict ? all.strictly() : all;
    }

    /**
     * What policies find: what blocks is a violation, the rest are warnings.
     *
     * @throws ProblemException {@code UNAVAILABLE} when they cannot be asked
     */
    public ManifestReport judge(ServiceManifest manifest) {
        PolicyReport report = ask(manifest);
        List<Violation> warnings = new ArrayList<>(violations(report.of(Consequence.APPROVAL), manifest));
        warnings.addAll(violations(report.of(Consequence.WARN), manifest));
        return new ManifestReport(violations(report.of(Consequence.BLOCK), manifest), warnings);
    }

    /**
     * What {@code after} breaks that {@code before} did not; a signature that is another must fit in any case. Of policies, what asks for an approver hinders too: nobody looks at
     * a revision before it is listed.
     *
     * @throws ProblemException {@code UNAVAILABLE} when policies cannot be asked
     */
    public ManifestReport checkRevision(ServiceManifest before, ServiceManifest after) {
        List<Violation> violations = new ArrayList<>(hindering(after));
        boolean sameSignature = Objects.equals(before.signature(), after.signature());
        hindering(before).stream()
                .filter(violation -> sameSignature || !violation.field().startsWith(SIGNATURE))
                .forEach(violations::remove);
        return new ManifestReport(violations, List.of());
    }

    private List<Violation> hindering(ServiceManifest manifest) {
        List<Violation> found = new ArrayList<>(check(manifest, false).violations());
        PolicyReport report = ask(manifest);
        found.addAll(violations(report.of(Consequence.BLOCK), manifest));
        violations(report.of(Consequence.APPROVAL), manifest).stream()
                .map(violation -> new Violation(
                                violation.field(),
                                violation.rule(),
                                violation.message(),
                                violation.mend() + " Or publish it as a new version: an approver decides about that.")
                        .under(String.valueOf(violation.id())))
                .forEach(found::add);
        return found;
    }

    private PolicyReport ask(ServiceManifest manifest) {
        return owner(manifest)
                .map(provider -> policies.judge(PolicyCase.publication(manifest, provider)))
                .orElse(new PolicyReport("", List.of()));
    }

    /** A single endpoint is called so, as the rules call it. */
    private static List<Violation> violations(List<PolicyFinding> findings, ServiceManifest manifest) {
        boolean single = manifest.endpoints().size() == 1;
        return findings.stream()
                .map(PolicyFinding::violation)
                .map(found -> single && found.field().equals("/endpoints") ? found.about("/endpoint") : found)
                .toList();
    }

    /** A name that nobody has yet could be taken by a stranger later. */
    private ManifestReport withAudience(ManifestReport report, ServiceManifest manifest) {
        List<Violation> violations = new ArrayList<>(report.violations());
        manifest.audience().organisations().stream()
                .filter(slug -> access.findOrganisation(slug).isEmpty())
                .forEach(slug -> violations.add(new Violation(
                        "/visibleTo",
                        "slugs of organisations",
                        "there is no '" + slug + "'",
                        "Correct the name, or have the organisation registered first.")));
        if (!manifest.audience().everybody() && handedOver(manifest)) {
            violations.add(new Violation(
                    "/visibility",
                    "public for a service that was handed over",
                    "was not for everybody",
                    "Its name is the former provider's, and so would be its audience. Publish it for everybody, or under"
                            + " a name of your own."));
        }
        return new ManifestReport(violations, report.warnings());
    }

    private boolean handedOver(ServiceManifest manifest) {
        return owner(manifest)
                .filter(provider -> !provider.slug().equals(manifest.name().provider()))
                .isPresent();
    }

    /** False for a provider that is not there or that {@code publisher} does not act for. */
    public boolean mayPublish(Principal publisher, ServiceManifest manifest) {
        return owner(manifest)
                .filter(provider -> publisher.organisation().equals(provider.id())
                        || publisher.permits(Permission.ANY_ORGANISATION))
                .isPresent();
    }

    /** Whose the service is; of one that is not there yet, the organisation that the manifest names. */
    public Optional<OrganisationId> provider(ServiceManifest manifest) {
        return owner(manifest).map(Organisation::id);
    }

    /** A service that was handed over keeps its name. */
    private Optional<Organisation> owner(ServiceManifest manifest) {
        return catalog.findCurrent(manifest.name())
                .flatMap(current -> access.findOrganisation(current.provider()))
                .or(() -> access.findOrganisation(manifest.name().provider()));
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
        Organisation provider = owner(manifest)
                .orElseThrow(() -> new ProblemException(Problem.invalid(
                        "/provider",
                        "the slug of an organisation",
                        "there is no '" + slug + "'",
                        "Publish for your own organisation, or have this one created first.")));
        publisher.requireOrganisation(provider.id());
        provider.requireProvider();
        return provider;
    }

    /** Sensitive data, enterprise promises, missing prices and what policies want so are looked at by a person first. */
    public boolean needApprover(ServiceManifest manifest) {
        return sensitive(manifest) || ask(manifest).needsApproval();
    }

    private static boolean sensitive(ServiceManifest manifest) {
        return manifest.compliance().level().compareTo(ComplianceLevel.CONFIDENTIAL) >= 0
                || manifest.serviceLevel().support() == SupportLevel.ENTERPRISE
                || manifest.pricing() == null;
    }
}
