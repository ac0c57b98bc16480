package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.io.IOException;
import java.util.List;

/** The order of one question's hits over all segments. */
final class Ordering {
    private final Sort sort;
    private final Standings.At standings;
    private final float best;

    private Ordering(Sort sort, Standings.At standings, float best) {
        this.sort = sort;
        this.standings = standings;
        this.best = best;
    }

    static Ordering of(Sort sort, Standings.At standings, List<LeafMatches> leaves) {
        float best = 0;
        if (sort == Sort.RELEVANCE) {
            for (LeafMatches leaf : leaves) {
                best = Math.max(best, leaf.best());
            }
        }
        return new Ordering(sort, standings, best);
    }

    Order of(LeafMatches leaf) throws IOException {
        return new Order(
                sort,
                standings.ranking(),
                best,
                leaf,
                standings.of(leaf.context().reader()));
    }
}
