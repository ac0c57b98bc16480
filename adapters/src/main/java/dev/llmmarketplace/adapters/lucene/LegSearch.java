package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BitSetIterator;

/** Ranks one state of the index by one leg, as {@link Search} does by all: the same matches, scores and order. */
final class LegSearch {
    private final IndexSearcher searcher;
    private final Leg leg;
    private final Standings standings;
    private final Scale scale;

    LegSearch(IndexSearcher searcher, Leg leg, Standings standings, Scale scale) {
        this.searcher = searcher;
        this.leg = leg;
        this.standings = standings;
        this.scale = scale;
    }

    List<ServiceId> rank(Question question, int depth) throws IOException {
        BestPlaces best = new BestPlaces(depth, null);
        List<LeafMatches> leaves =
                new Matching(searcher, leg.of(question), scale, Sight.EVERYTHING, Matching.Passing.ALL).run();
        Ordering ordering = Ordering.byRelevance(standings.now(), leaves);
        for (LeafMatches leaf : leaves) {
            Order order = ordering.of(leaf);
            BitSetIterator documents = new BitSetIterator(leaf.matched(), 0);
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                best.offer(order, doc);
            }
        }
        List<ServiceId> services = new ArrayList<>();
        for (BestPlaces.Found found : best.page()) {
            services.add(Search.id(found));
        }
        return services;
    }
}
