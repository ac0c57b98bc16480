package dev.llmmarketplace.server.rest.catalog;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.publishing.Publish;
import dev.llmmarketplace.server.json.Positions;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.CredentialForm;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ViolationBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishing versions, and checking manifests without publishing them. */
public final class PublishRoutes {
    private final ManifestReader reader;
    private final Publish publish;
    private final CatalogStore catalog;
    private final Providers providers;
    private final ServiceLookup lookup;
    private final Planning planning;

    public PublishRoutes(ManifestReader reader, Publish publish, CatalogStore catalog, Providers providers) {
        this.reader = reader;
        this.publish = publish;
        this.catalog = catalog;
        this.providers = providers;
        this.lookup = new ServiceLookup(catalog);
        this.planning = new Planning(catalog, providers);
    }

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
                ServiceVersion version = located(
                        positions,
                        () -> publish.publish(
                                request.principal(), new Publish.Submission(manifest, credentials, strict(request))));
                yield Answer.created(ServiceBody.from(version, providers.of(version), true));
            }
        };
    }

    private Answer validate(Request request) {
        return switch (read(request)) {
            case ManifestReading.Unreadable(var violations) ->
                Answer.ok(ValidationReport.from(new ManifestReport(violations, List.of()), null));
            case ManifestReading.Read(var manifest, var _, var positions) -> {
                ManifestReport report = publish.check(manifest, strict(request));
                if (!publish.mayPublish(request.principal(), manifest)) {
                    yield Answer.ok(ValidationReport.from(report.map(positions::locate), null));
                }
                PlanBody plan = planning.plan(manifest);
                ManifestReport judged = Planning.judged(report, manifest, plan).map(positions::locate);
                yield Answer.ok(ValidationReport.from(judged, plan));
            }
        };
    }

    private Answer storeCredential(Request request) {
        ServiceVersion version = lookup.current(request);
        request.principal().requireOrganisation(version.provider());
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
        Syntax syntax = request.content().mediaType().endsWith("yaml") ? Syntax.YAML : Syntax.JSON;
        return reader.read(request.content().bytes(), syntax);
    }

    /** Adds to what is found later where in the text it stands. */
    private static ServiceVersion located(Positions positions, java.util.function.Supplier<ServiceVersion> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            Problem problem = e.problem();
            throw new ProblemException(new Problem(
                    problem.code(),
                    problem.detail(),
                    problem.violations().stream().map(positions::locate).toList(),
                    problem.retryAfter()));
        }
    }
}
