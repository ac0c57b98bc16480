package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.revision.ListingRevision;
import dev.llmmarketplace.core.publishing.revision.Revise;
import dev.llmmarketplace.core.publishing.revision.RevisedListing;
import dev.llmmarketplace.core.publishing.revision.RevisionStore;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Revisions of listings: texts, tags and logo change without a new version. */
public final class RevisionRoutes {
    private final ManifestReader reader;
    private final Revise revise;
    private final RevisionStore store;
    private final CatalogStore catalog;
    private final ServiceLookup lookup;

    public RevisionRoutes(
            ManifestReader reader, Revise revise, RevisionStore store, CatalogStore catalog, ServiceLookup lookup) {
        this.reader = reader;
        this.revise = revise;
        this.store = store;
        this.catalog = catalog;
        this.lookup = lookup;
    }

    public void register(Routes routes) {
        routes.on("getListing", request -> answer(listing(request)));
        routes.on("reviseListing", this::patch);
        routes.on("replaceListing", this::replace);
        routes.on("listRevisions", this::revisions);
    }

    /** @param changes texts as they were and as they are, whole */
    record RevisionBody(
            @Nullable String version,
            int revision,
            Instant at,
            String by,
            @Nullable UUID actor,
            List<ListingChange> changes) {
        static RevisionBody from(ListingRevision revision, @Nullable String version) {
            return new RevisionBody(
                    version,
                    revision.number(),
                    revision.at(),
                    revision.by().wireName(),
                    revision.actor() == null ? null : revision.actor().value(),
                    revision.changes());
        }
    }

    private static Answer answer(RevisedListing listing) {
        return Answer.ok(ListingBody.from(listing)).with(ListingBody.headers(listing));
    }

    /** Of the current version. */
    private RevisedListing listing(Request request) {
        return store.find(lookup.own(request).id())
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such service."));
    }

    private Answer patch(Request request) {
        RevisedListing seen = seen(request);
        ServiceManifest wanted = new ListingPatch(request.body(JsonNode.class))
                .applied(seen.version().manifest());
        return answer(revise.revise(request.principal(), seen, wanted));
    }

    /** Credentials that the manifest may carry are none of its texts and left alone. */
    private Answer replace(Request request) {
        RevisedListing seen = seen(request);
        return switch (reader.read(request.content().bytes(), PublishRoutes.syntax(request))) {
            case ManifestReading.Unreadable(var violations) -> throw new ProblemException(Problem.invalid(violations));
            case ManifestReading.Read(var manifest, var _, var positions) -> {
                try {
                    yield answer(revise.revise(request.principal(), seen, manifest));
                } catch (ProblemException e) {
                    throw new ProblemException(PublishRoutes.located(positions, e.problem()));
                }
            }
        };
    }

    private RevisedListing seen(Request request) {
        RevisedListing present = listing(request);
        String tag = ListingBody.tag(present);
        if (!request.text("if-match").equals(tag)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "The listing has changed since it was read: its etag is " + tag + " now, if-match was "
                            + request.text("if-match") + ". Read it again and change that.");
        }
        return present;
    }

    private Answer revisions(Request request) {
        ServiceVersion own = lookup.own(request);
        Map<VersionId, String> numbers = catalog.versions(own.service()).stream()
                .collect(Collectors.toMap(
                        ServiceVersion::id,
                        version -> version.manifest().version().toString()));
        return Answer.ok(PageBody.from(
                store.of(own.service(), request.page()),
                revision -> RevisionBody.from(revision, numbers.get(revision.version()))));
    }
}
