package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the public catalogue holds, counted by trait: the {@value #MOST} commonest values of each, some seconds old at the
 * most, the same for everyone. Thread-safe.
 */
public final class Inventory {
    /** Values of one trait. */
    public static final int MOST = 100;

    private static final long OLDEST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final SearchQuery ALL = new SearchQuery("", Filters.NONE, Sort.NAME, 1, null);

    private final SearchIndex index;
    private volatile @Nullable Count taken;

    public Inventory(SearchIndex index) {
        this.index = index;
    }

    private record Count(List<SearchAnswer.Facet> facets, long at) {}

    /** The highest counts first. */
    public List<SearchAnswer.Count> of(Trait trait) {
        return facets().stream()
                .filter(facet -> facet.name().equals(trait.wireName()))
                .findFirst()
                .map(SearchAnswer.Facet::counts)
                .orElse(List.of());
    }

    /** Counting twice at the same moment does no harm. */
    private List<SearchAnswer.Facet> facets() {
        Count last = taken;
        long now = System.nanoTime();
        if (last == null || now - last.at() > OLDEST_NANOS) {
            last = new Count(index.search(ALL).facets(), now);
            taken = last;
        }
        return last.facets();
    }
}
