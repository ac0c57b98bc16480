package dev.llmmarketplace.core.publishing;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Announces the end of versions. Blocking; thread-safe. */
public final class Deprecate {
    private final CatalogStore catalog;
    private final Duration notice;
    private final InstantSource clock;

    /** @param notice how long callers have at least between the announcement and the end */
    public Deprecate(CatalogStore catalog, Duration notice, InstantSource clock) {
        this.catalog = catalog;
        this.notice = notice;
        this.clock = clock;
    }

    /**
     * @param wanted without a sunset date it is as soon as it may be
     * @throws ProblemException {@code FORBIDDEN}; {@code CONFLICT} unless the version is active; {@code VALIDATION_FAILED}
     *     when the date is too near, or the successor is not listed or is the version itself
     */
    public ServiceVersion deprecate(Principal who, ServiceVersion version, Farewell wanted, @Nullable String reason) {
        who.require(Permission.SERVICE_PUBLISH);
        who.requireOrganisation(version.provider());
        Instant earliest = clock.instant().plus(notice);
        Instant sunset = wanted.sunsetAt() == null ? earliest : wanted.sunsetAt();
        if (sunset.isBefore(earliest)) {
            throw new ProblemException(Problem.invalid(
                    "/sunsetAt",
                    "at least " + notice.toDays() + " days from now",
                    "was " + sunset,
                    "Choose " + earliest + " or later, so that callers have time to change."));
        }
        if (wanted.successor() != null) {
            requireListed(wanted.successor(), version);
        }
        return catalog.deprecate(version.id(), new Farewell(sunset, wanted.successor()), reason);
    }

    private void requireListed(String successor, ServiceVersion version) {
        String[] parts = successor.split("@", 2);
        Viewer provider = Viewer.of(version.manifest().name().provider());
        boolean listed = catalog.findCurrent(ServiceName.parse(parts[0])).stream()
                .filter(current ->
                        catalog.findListed(List.of(current.service())).stream().anyMatch(provider::sees))
                .flatMap(current -> catalog.versions(current.service()).stream())
                .filter(each -> parts.length == 1
                        || each.manifest().version().toString().equals(parts[1]))
                .anyMatch(each -> each.status().listed() && !each.id().equals(version.id()));
        if (!listed) {
            throw new ProblemException(Problem.invalid(
                    "/successor",
                    "a listed service, or version of one, other than this version",
                    "was '" + successor + "'",
                    "Publish the successor first, or leave it out."));
        }
    }
}
