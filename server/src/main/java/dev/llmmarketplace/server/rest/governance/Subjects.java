package dev.llmmarketplace.server.rest.governance;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.server.rest.ServiceNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What verdicts are about: by names on the wire, by ids inside. */
final class Subjects {
    private final AccessStore access;
    private final ServiceNames services;

    Subjects(AccessStore access, ServiceNames services) {
        this.access = access;
        this.services = services;
    }

    /** @param value absent of everything */
    record SubjectBody(String kind, @Nullable String value) {}

    /** @throws ProblemException {@code NOT_FOUND} or {@code VALIDATION_FAILED} */
    Subject resolve(SubjectBody body) {
        return switch (body.kind()) {
            case "service" -> new Subject.Service(services.resolveAny(value(body)));
            case "model" -> new Subject.Model(value(body));
            case "provider" -> new Subject.Provider(provider(value(body)));
            case "country" -> country(value(body));
            default -> new Subject.Everything();
        };
    }

    private static String value(SubjectBody body) {
        if (body.value() == null) {
            throw new ProblemException(Problem.invalid(
                    "/subject/value", "given with " + body.kind(), "is missing", "Name the " + body.kind() + "."));
        }
        return body.value();
    }

    private OrganisationId provider(String slug) {
        return access.findOrganisation(slug)
                .map(Organisation::id)
                .orElseThrow(
                        () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation '" + slug + "'."));
    }

    private static Subject country(String code) {
        return new Subject.Country(Residency.of(List.of(code)).places().first());
    }

    SubjectBody body(Subject subject) {
        return switch (subject) {
            case Subject.Service(ServiceId id) -> new SubjectBody("service", services.of(id));
            case Subject.Model(String name) -> new SubjectBody("model", name);
            case Subject.Provider(OrganisationId id) ->
                new SubjectBody(
                        "provider",
                        access.findOrganisation(id).map(Organisation::slug).orElse(id.toString()));
            case Subject.Country(String code) -> new SubjectBody("country", code);
            case Subject.Everything() -> new SubjectBody("everything", null);
        };
    }
}
