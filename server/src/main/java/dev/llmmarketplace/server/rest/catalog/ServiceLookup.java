package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Viewers;
import java.util.List;
import java.util.Optional;

/** Finds what a request names, as far as its caller may see it; what he may not see does not exist for him. */
public final class ServiceLookup {
    private final CatalogStore catalog;
    private final Viewers viewers;

    public ServiceLookup(CatalogStore catalog, Viewers viewers) {
        this.catalog = catalog;
        this.viewers = viewers;
    }

    /** The service of the path's {@code id} in its current version. */
    public ServiceVersion current(Request request) {
        return visible(catalog.findCurrent(ServiceId.parse(request.text("id"))), request);
    }

    /** As {@link #current}, for its provider's people and for who acts for any organisation; others are refused. */
    public ServiceVersion own(Request request) {
        ServiceVersion version = current(request);
        request.principal().requireOrganisation(version.provider());
        return version;
    }

    /** Of {@code current}, the version the caller sees: a draft that came after it stays hidden from strangers. */
    ServiceVersion visible(Optional<ServiceVersion> current, Request request) {
        Visibility visibility = new Visibility(request.caller());
        return current.filter(version -> visibility.own(version.provider()))
                .or(() -> current.flatMap(this::listed).filter(viewers.of(request)::sees))
                .orElseThrow(() -> notFound("There is no such service."));
    }

    private Optional<ServiceVersion> listed(ServiceVersion current) {
        return current.status().listed()
                ? Optional.of(current)
                : catalog.findListed(List.of(current.service())).stream().findFirst();
    }

    /** The version of the path's {@code id} and {@code version}. */
    ServiceVersion version(Request request) {
        SemanticVersion number = SemanticVersion.parse(request.text("version"));
        return versions(request).stream()
                .filter(version -> version.manifest().version().equals(number))
                .findFirst()
                .orElseThrow(() -> notFound("The service has no version " + number + "."));
    }

    List<ServiceVersion> versions(Request request) {
        Visibility visibility = new Visibility(request.caller());
        ServiceId service = ServiceId.parse(request.text("id"));
        boolean seen = catalog.findListed(List.of(service)).stream().anyMatch(viewers.of(request)::sees);
        List<ServiceVersion> visible = catalog.versions(service).stream()
                .filter(version -> visibility.own(version.provider())
                        || seen && version.status().listed())
                .toList();
        if (visible.isEmpty()) {
            throw notFound("There is no such service.");
        }
        return visible;
    }

    private static ProblemException notFound(String detail) {
        return new ProblemException(ErrorCode.NOT_FOUND, detail);
    }
}
