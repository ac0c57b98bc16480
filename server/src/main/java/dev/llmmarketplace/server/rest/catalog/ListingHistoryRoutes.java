package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.metering.ServiceCallers;
import dev.llmmarketplace.core.publishing.ListingHistory;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of a listing, and who still calls it, for its provider and for administrators. */
public final class ListingHistoryRoutes {
    private static final int USUAL_DAYS = 30;

    private final ListingHistory history;
    private final ServiceCallers callers;
    private final CatalogStore catalog;
    private final ServiceLookup lookup;
    private final InstantSource clock;

    public ListingHistoryRoutes(
            ListingHistory history,
            ServiceCallers callers,
            CatalogStore catalog,
            ServiceLookup lookup,
            InstantSource clock) {
        this.history = history;
        this.callers = callers;
        this.catalog = catalog;
        this.lookup = lookup;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getServiceHistory", this::history);
        routes.on("listServiceCallers", this::callers);
    }

    /** @param changes against the version before, of entries about a new one */
    record EntryBody(
            Instant at,
            @Nullable String version,
            boolean created,
            boolean revised,
            String by,
            @Nullable UUID actor,
            @Nullable String status,
            @Nullable String reason,
            @Nullable Instant sunsetAt,
            @Nullable String successor,
            @Nullable List<ListingChange> changes) {}

    record CallersBody(Instant from, Instant to, List<ServiceCallers.Caller> items) {}

    private Answer history(Request request) {
        ServiceVersion own = lookup.own(request);
        List<ServiceVersion> versions = catalog.versions(own.service());
        return Answer.ok(PageBody.from(history.of(own.service(), request.page()), entry -> entryBody(entry, versions)));
    }

    /** @param versions highest first */
    private static EntryBody entryBody(ListingHistory.Entry entry, List<ServiceVersion> versions) {
        ServiceVersion version = versions.stream()
                .filter(each -> each.id().equals(entry.version()))
                .findFirst()
                .orElse(null);
        return new EntryBody(
                entry.at(),
                version == null ? null : version.manifest().version().toString(),
                entry.created(),
                entry.revised(),
                entry.by().wireName(),
                entry.actor() == null ? null : entry.actor().value(),
                entry.status(),
                entry.reason(),
                entry.sunsetAt(),
                entry.successor(),
                entry.created() && version != null ? changes(version, versions) : null);
    }

    private static @Nullable List<ListingChange> changes(ServiceVersion version, List<ServiceVersion> versions) {
        return versions.stream()
                .skip(versions.indexOf(version) + 1L)
                .findFirst()
                .map(before -> ListingChange.between(before.manifest(), version.manifest()))
                .orElse(null);
    }

    private Answer callers(Request request) {
        ServiceVersion own = lookup.own(request);
        Instant to = clock.instant();
        Instant from =
                to.minus(Duration.ofDays(request.find("days", Integer::parseInt).orElse(USUAL_DAYS)));
        return Answer.ok(new CallersBody(from, to, callers.find(own.provider(), own.service(), from, to)));
    }
}
