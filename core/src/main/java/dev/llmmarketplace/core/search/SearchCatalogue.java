package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Searches what a viewer may see of the catalogue and shows what was found as it stands in the store. Blocking; thread-safe. */
public final class SearchCatalogue {
    private final SearchIndex index;
    private final CatalogStore catalog;
    private final Highlighter highlighter;
    private final CursorSeal seal;
    private final Supplier<TrackRecords> records;

    /** @param records what hits are shown with */
    public SearchCatalogue(
            SearchIndex index,
            CatalogStore catalog,
            Highlighter highlighter,
            CursorSeal seal,
            Supplier<TrackRecords> records) {
        this.index = index;
        this.catalog = catalog;
        this.highlighter = highlighter;
        this.seal = seal;
        this.records = records;
    }

    /**
     * @throws dev.llmmarketplace.core.kernel.ProblemException as {@link SearchIndex#search}, and {@code UNAVAILABLE} when
     *     the store cannot be reached
     */
    public Findings search(SearchQuery query, Viewer viewer) {
        SearchAnswer answer = index.search(query.from(seal.open(query.cursor())), viewer);
        Map<ServiceId, ServiceVersion> listed = listed(answer.hits(), viewer);
        TrackRecords known = records.get();
        List<Finding> findings = answer.hits().stream()
                .flatMap(
                        hit -> Optional.ofNullable(listed.get(hit.service()))
                                .map(version -> finding(query, hit, version, known))
                                .stream())
                .toList();
        return new Findings(
                findings,
                answer.total(),
                answer.facets(),
                answer.histograms(),
                answer.ranking(),
                seal.close(answer.next()));
    }

    private Finding finding(SearchQuery query, SearchAnswer.Hit hit, ServiceVersion version, TrackRecords known) {
        List<Highlighter.Highlight> highlights = highlighter.highlight(query.text(), version.manifest());
        return new Finding(
                hit.score(),
                hit.parts(),
                hit.matched(),
                highlights,
                Why.of(hit, highlights),
                known.of(hit.service()),
                version);
    }

    /** See {@link SearchIndex#isName}. */
    public boolean isName(String text, Viewer viewer) {
        return index.isName(text, viewer);
    }

    private Map<ServiceId, ServiceVersion> listed(List<SearchAnswer.Hit> hits, Viewer viewer) {
        if (hits.isEmpty()) {
            return Map.of();
        }
        return catalog.findListed(hits.stream().map(SearchAnswer.Hit::service).toList()).stream()
                .filter(viewer::sees) // it can have been hidden since it was indexed
                .collect(Collectors.toMap(ServiceVersion::service, Function.identity()));
    }

    /**
     * A page of what was found.
     *
     * @param hits without those that were taken off the list since they were indexed
     * @param total and the others: see {@link SearchAnswer}
     */
    public record Findings(
            List<Finding> hits,
            long total,
            List<SearchAnswer.Facet> facets,
            List<SearchAnswer.Histogram> histograms,
            String ranking,
            @Nullable String next) {}

    /** One service that was found; see {@link SearchAnswer.Hit}. */
    public record Finding(
            double score,
            Ranking.Parts parts,
            List<String> matched,
            List<Highlighter.Highlight> highlights,
            List<Why> why,
            TrackRecord record,
            ServiceVersion service) {}
}
