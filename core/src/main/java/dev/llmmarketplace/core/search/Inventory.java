package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a viewer may see of the catalogue, counted by trait: the {@value #MOST} commonest values of each, some seconds old
 * at the most, never another's. Thread-safe.
 */
public final class Inventory {
    /** Values of one trait. */
    public static final int MOST = 100;

    private static final int MOST_VIEWERS = 1_000;
    private static final long OLDEST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final SearchQuery ALL = new SearchQuery("", Filters.NONE, Sort.NAME, 1, null);

    private final SearchIndex index;
    private final Map<Viewer, Count> taken = new ConcurrentHashMap<>();

    public Inventory(SearchIndex index) {
        this.index = index;
    }

    private record Count(List<SearchAnswer.Facet> facets, long at) {}

    /** The highest counts first. */
    public List<SearchAnswer.Count> of(Trait trait, Viewer viewer) {
        return facets(viewer).stream()
                .filter(facet -> facet.name().equals(trait.wireName()))
                .findFirst()
                .map(SearchAnswer.Facet::counts)
                .orElse(List.of());
    }

    /** Counting twice at the same moment does no harm. */
    private List<SearchAnswer.Facet> facets(Viewer viewer) {
        Count last = taken.get(viewer);
        long now = System.nanoTime();
        if (last == null || now - last.at() > OLDEST_NANOS) {
            last = new Count(index.search(ALL, viewer).facets(), now);
            if (taken.size() >= MOST_VIEWERS) {
                taken.values().removeIf(count -> now - count.at() > OLDEST_NANOS);
            }
            if (taken.size() < MOST_VIEWERS) {
                taken.put(viewer, last);
            }
        }
        return last.facets();
    }
}
