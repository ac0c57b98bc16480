package dev.llmmarketplace.server.rest.catalog;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.publishing.PublishingRules;
import dev.llmmarketplace.core.publishing.revision.RevisionStore;
import dev.llmmarketplace.core.publishing.submission.Submission;
import dev.llmmarketplace.core.publishing.submission.SubmissionState;
import dev.llmmarketplace.core.publishing.submission.Submit;
import dev.llmmarketplace.server.json.Positions;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.CredentialForm;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ViolationBody;
import dev.llmmarketplace.server.rest.submission.Preference;
import dev.llmmarketplace.server.rest.submission.SubmissionBody;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishing versions, and checking manifests without publishing them. */
public final class PublishRoutes {
    private final ManifestReader reader;
    private final Publishing publishing;
    private final CatalogStore catalog;
    private final Providers providers;
    private final ServiceLookup lookup;
    private final Planning planning;

    public PublishRoutes(
            ManifestReader reader,
            Publishing publishing,
            CatalogStore catalog,
            Providers providers,
            ServiceLookup lookup) {
        this.reader = reader;
        this.publishing = publishing;
        this.catalog = catalog;
        this.providers = providers;
        this.lookup = lookup;
        this.planning = new Planning(catalog, providers);
    }

    /** What decides about manifests, and what becomes of them. */
    public record Publishing(PublishingRules rules, Submit submit, RevisionStore revisions) {}

    public void register(Routes routes) {
        routes.on("publishService", this::publish);
        routes.on("validateManifest", this::validate);
        routes.on("storeServiceCredential", this::storeCredential);
    }

    record ValidationReport(
            boolean valid,
            List<ViolationBody> violations,
            List<ViolationBody> warnings,
            @Nullable PlanBody plan) {
        static ValidationReport from(ManifestReport report, @Nullable PlanBody plan) {
            return new ValidationReport(
                    report.valid(),
                    report.violations().stream().map(ViolationBody::from).toList(),
                    report.warnings().stream().map(ViolationBody::from).toList(),
                    plan);
        }
    }

    record Credential(String value, @Nullable String name) {
        @Override
        public String toString() {
            return "Credential[redacted]";
        }
    }

    private Answer publish(Request request) {
        return switch (read(request)) {
            case ManifestReading.Unreadable(var violations) -> throw new ProblemException(Problem.invalid(violations));
            case ManifestReading.Read(var manifest, var credentials, var positions) -> {
                Submit.Wanted wanted = new Submit.Wanted(
                        manifest,
                        credentials,
                        strict(request),
                        request.find("idempotency-key").orElse(null),
                        hash(request));
                SubmissionId id = publishing.submit().submit(request.principal(), wanted);
                yield answer(publishing.submit().await(id, Preference.wait(request.find("prefer"))), positions);
            }
        };
    }

    /** What clients rely on: the service when it is stored, the problem when it is not, else where to follow it. */
    private Answer answer(Submission submission, Positions positions) {
        Map<String, String> location = Map.of("location", SubmissionBody.path(submission.id()));
        if (!submission.settled()) {
            return Answer.json(202, SubmissionBody.from(submission)).with(location);
        }
        if (submission.state() instanceof SubmissionState.End end) {
            throw new ProblemException(located(positions, end.problem()));
        }
        ServiceVersion version = catalog.findVersion(submission.version()).orElseThrow();
        return Answer.created(ServiceBody.from(version, providers, true))
                .with(Map.of("link", "<" + SubmissionBody.path(submission.id()) + ">; rel=\"monitor\""));
    }

    private static String hash(Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) (strict(request) ? 1 : 0));
            return HexFormat.of().formatHex(digest.digest(request.content().bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Answer validate(Request request) {
        return switch (read(request)) {
            case ManifestReading.Unreadable(var violations) ->
                Answer.ok(ValidationReport.from(new ManifestReport(violations, List.of()), null));
            case ManifestReading.Read(var manifest, var _, var positions) -> {
                ManifestReport report = publishing.rules().checkAll(manifest, strict(request));
                if (!publishing.rules().mayPublish(request.principal(), manifest)) {
                    yield Answer.ok(ValidationReport.from(report.map(positions::locate), null));
                }
                PlanBody plan = plan(manifest);
                ManifestReport judged = Planning.judged(report, manifest, plan).map(positions::locate);
                yield Answer.ok(ValidationReport.from(judged, plan));
            }
        };
    }

    private PlanBody plan(ServiceManifest manifest) {
        PlanBody plan = planning.plan(manifest);
        return plan.action() != PlanBody.Action.REVISE
                ? plan
                : catalog.findCurrent(manifest.name())
                        .flatMap(version -> publishing.revisions().find(version.id()))
                        .map(listing ->
                                plan.revising(listing.version().service().value(), ListingBody.tag(listing)))
                        .orElse(plan);
    }

    private Answer storeCredential(Request request) {
        ServiceVersion version = lookup.own(request);
        Credential given = request.body(Credential.class);
        String name = requireNonNullElse(given.name(), Endpoint.DEFAULT_CREDENTIAL);
        CredentialForm.complaint(mutualTls(version, name), given.value()).ifPresent(found -> {
            throw new ProblemException(Problem.invalid("/value", CredentialForm.RULE, found, CredentialForm.MEND));
        });
        catalog.storeCredential(version.service(), name, new Secret(given.value()));
        return Answer.noContent();
    }

    private static boolean mutualTls(ServiceVersion version, String credential) {
        return version.manifest().endpoints().stream()
                .anyMatch(endpoint -> endpoint.credential().equals(credential)
                        && endpoint.authentication() instanceof Endpoint.Authentication.MutualTls);
    }

    private static boolean strict(Request request) {
        return request.find("strict", Boolean::parseBoolean).orElse(false);
    }

    private ManifestReading read(Request request) {
        return reader.read(request.content().bytes(), syntax(request));
    }

    static Syntax syntax(Request request) {
        return request.content().mediaType().endsWith("yaml") ? Syntax.YAML : Syntax.JSON;
    }

    /** Adds to what is found later where in the text it stands. */
    static Problem located(Positions positions, Problem problem) {
        return new Problem(
                problem.code(),
                problem.detail(),
                problem.violations().stream().map(positions::locate).toList(),
                problem.retryAfter());
    }
}
