package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;

/** Ranks one state of the index by one leg, as {@link Search} does by all: the same matches, scores and order. */
final class LegSearch {
    private final IndexSearcher searcher;
    private final Leg leg;
    private final Standings standings;

    LegSearch(IndexSearcher searcher, Leg leg, Standings standings) {
        this.searcher = searcher;
        this.leg = leg;
        this.standings = standings;
    }

    List<ServiceId> rank(Question question, int depth) throws IOException {
        BestPlaces best = new BestPlaces(depth, null);
        List<LeafMatches> leaves = new Matching(searcher, leg.of(question)).run();
        Ordering ordering = Ordering.of(Sort.RELEVANCE, standings.now(), leaves);
        for (LeafMatches leaf : leaves) {
            Order order = ordering.of(leaf);
            int size = leaf.context().reader().maxDoc();
            for (int document = 0; document < size; document++) {
                if (leaf.matches(document)) {
                    best.offer(order, document);
                }
            }
        }
        List<ServiceId> services = new ArrayList<>();
        for (BestPlaces.Found found : best.page()) {
            services.add(Search.id(found));
        }
        return services;
    }
}
