package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.CatalogStore.JudgedListing;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.ListingScreening;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ViolationBody;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Storing listings of public catalogues. */
public final class ListingRoutes {
    private final ManifestReader reader;
    private final ManifestRules rules;
    private final ListingScreening policies;
    private final CatalogStore catalog;

    public ListingRoutes(ManifestReader reader, ManifestRules rules, ListingScreening policies, CatalogStore catalog) {
        this.policies = policies;
        this.reader = reader;
        this.rules = rules;
        this.catalog = catalog;
    }

    public void register(Routes routes) {
        routes.on("importListings", this::importListings);
    }

    record Outcomes(List<Outcome> outcomes) {}

    record Outcome(
            String name,
            String outcome,
            @Nullable List<ListingChange> changes,
            @Nullable List<ViolationBody> violations,
            @Nullable List<ViolationBody> warnings) {}

    /** One listing on its way: read, or refused. */
    private record Listing(String name, Optional<ServiceManifest> manifest, List<Violation> violations) {}

    private Answer importListings(Request request) {
        Document document = Document.read(request.content().bytes(), Syntax.JSON);
        List<Listing> listings = new ArrayList<>();
        document.root().path("listings").forEach(tree -> listings.add(listing(tree, document)));
        List<ServiceManifest> accepted = listings.stream()
                .flatMap(listing -> listing.manifest().stream())
                .toList();
        List<PolicyReport> reports = policies.judge(accepted);
        Iterator<PolicyReport> judged = reports.iterator();
        Iterator<CatalogStore.Imported> stored = catalog.importAll(accepted.stream()
                        .map(manifest ->
                                new JudgedListing(manifest, judged.next().judgement()))
                        .toList())
                .iterator();
        Iterator<PolicyReport> told = reports.iterator();
        return Answer.ok(new Outcomes(listings.stream()
                .map(listing ->
                        listing.manifest().isPresent() ? stored(listing, stored.next(), told.next()) : refused(listing))
                .toList()));
    }

    private Listing listing(JsonNode tree, Document document) {
        String name = tree.path("provider").asText() + "/" + tree.path("name").asText();
        return switch (reader.read(tree, document.positions())) {
            case ManifestReading.Unreadable(var violations) -> new Listing(name, Optional.empty(), violations);
            case ManifestReading.Read(var manifest, var credentials, var positions) -> {
                List<Violation> broken = rules.check(manifest).violations();
                yield new Listing(name, Optional.of(manifest).filter(some -> broken.isEmpty()), broken);
            }
        };
    }

    /** What policies say is told of what is new: of the rest it was. */
    private static Outcome stored(Listing listing, CatalogStore.Imported imported, PolicyReport report) {
        boolean anew = switch (imported.outcome()) {
            case CREATED, UPDATED, BLOCKED -> true;
            case UNCHANGED, KEPT_PROVIDERS_OWN -> false;
        };
        List<PolicyFinding> warnings = new ArrayList<>(report.of(Consequence.APPROVAL));
        warnings.addAll(report.of(Consequence.WARN));
        return new Outcome(
                listing.name(),
                imported.outcome().name().toLowerCase(Locale.ROOT),
                imported.changes().isEmpty() ? null : imported.changes(),
                anew ? bodies(report.of(Consequence.BLOCK)) : null,
                anew ? bodies(warnings) : null);
    }

    private static @Nullable List<ViolationBody> bodies(List<PolicyFinding> findings) {
        return findings.isEmpty()
                ? null
                : findings.stream()
                        .map(PolicyFinding::violation)
                        .map(ViolationBody::from)
                        .toList();
    }

    private static Outcome refused(Listing listing) {
        return new Outcome(
                listing.name(),
                "refused",
                null,
                listing.violations().stream().map(ViolationBody::from).toList(),
                null);
    }
}
