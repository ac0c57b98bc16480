package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.io.IOException;
import java.util.List;

/** The order of one question's hits over all segments. */
final class Ordering {
    private final Order.Wanted wanted;
    private final Standings.At standings;
    private final float best;

    private Ordering(Order.Wanted wanted, Standings.At standings, float best) {
        this.wanted = wanted;
        this.standings = standings;
        this.best = best;
    }

    static Ordering byRelevance(Standings.At standings, List<LeafMatches> leaves) {
        return of(new Order.Wanted(Sort.RELEVANCE, null), standings, leaves);
    }

    static Ordering of(Order.Wanted wanted, Standings.At standings, List<LeafMatches> leaves) {
        float best = 0;
        if (wanted.sort() == Sort.RELEVANCE) {
            for (LeafMatches leaf : leaves) {
                best = Math.max(best, leaf.best());
            }
        }
        return new Ordering(wanted, standings, best);
    }

    boolean byScore() {
        return wanted.sort() == Sort.RELEVANCE;
    }

    Order of(LeafMatches leaf) throws IOException {
        return new Order(
                wanted,
                standings.ranking(),
                best,
                leaf,
                standings.of(leaf.context().reader()));
    }
}
