package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Searches what a viewer may see of the catalogue and shows what was found as it stands in the store. Blocking; thread-safe. */
public final class SearchCatalogue {
    /** Of whom nearly everything is denied, pages are short rather than slow. */
    private static final int MOST_REFILLS = 8;

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
     * What the viewer may not see is taken out before it is asked, what policies deny him after that: it counts, is passed
     * over, and the page is filled from what comes next.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException as {@link SearchIndex#search}, and {@code UNAVAILABLE} when
     *     the store cannot be reached
     */
    public Findings search(SearchQuery query, Viewer viewer, Clearance clearance) {
        SearchQuery asked = query.from(seal.open(query.cursor()));
        SearchAnswer first = index.search(asked, viewer);
        Page page = new Page(query, records.get(), clearance);
        page.add(first, viewer);
        SearchAnswer last = first;
        for (int more = 0; more < MOST_REFILLS && page.lacks() > 0 && last.next() != null; more++) {
            last = index.search(asked.from(last.next(), page.lacks()), viewer);
            page.add(last, viewer);
        }
        return new Findings(
                page.findings,
                page.withheld,
                first.total(),
                first.facets(),
                first.histograms(),
                first.ranking(),
                seal.close(last.next()),
                first.wordsAlone());
    }

    /** What of the answers is shown. */
    private final class Page {
        private final SearchQuery query;
        private final TrackRecords known;
        private final Clearance clearance;
        private final List<Finding> findings = new ArrayList<>();
        private int withheld;

        Page(SearchQuery query, TrackRecords known, Clearance clearance) {
            this.query = query;
            this.known = known;
            this.clearance = clearance;
        }

        void add(SearchAnswer answer, Viewer viewer) {
            Map<ServiceId, ServiceVersion> listed = listed(answer.hits(), viewer);
            for (SearchAnswer.Hit hit : answer.hits()) {
                ServiceVersion version = listed.get(hit.service());
                if (version != null && clearance.admits(version)) {
                    findings.add(finding(query, hit, version, known));
                } else if (version != null) {
                    withheld++;
                }
            }
        }

        /** How many hits would take the places of those that were withheld. */
        int lacks() {
            return withheld == 0 ? 0 : query.limit() - findings.size();
        }
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
     * @param hits without those that were taken off the list since they were indexed, and those that policies deny
     * @param withheld how many were passed over on the way through this page because policies deny them
     * @param total and the others, which count what policies deny: see {@link SearchAnswer}
     */
    public record Findings(
            List<Finding> hits,
            int withheld,
            long total,
            List<SearchAnswer.Facet> facets,
            List<SearchAnswer.Histogram> histograms,
            String ranking,
            @Nullable String next,
            boolean wordsAlone) {
        public Findings {
            hits = List.copyOf(hits);
        }
    }

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
