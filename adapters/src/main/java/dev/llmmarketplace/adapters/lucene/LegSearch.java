package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Ranks one state of the index by one leg, as {@link Search} does by all: the same matches, scores and order. */
final class LegSearch {
    private final Matcher matcher;
    private final Standings.At standings;
    private final Leg leg;

    LegSearch(Matcher matcher, Standings.At standings, Leg leg) {
        this.matcher = matcher;
        this.standings = standings;
        this.leg = leg;
    }

    List<ServiceId> rank(Question question, int depth) throws IOException {
        BestPlaces best = new BestPlaces(depth, null);
        List<FilteredLeaf> leaves = matcher.match(leg.of(question), new Conditions(Filters.NONE), Sight.EVERYTHING);
        Ordering ordering = Ordering.byRelevance(
                standings, leaves.stream().map(FilteredLeaf::matches).toList());
        for (FilteredLeaf leaf : leaves) {
            leaf.choose(ordering.of(leaf.matches()), best);
            leaf.chooseUnscored(ordering.of(leaf.matches()), best);
        }
        List<ServiceId> services = new ArrayList<>();
        for (BestPlaces.Found found : best.page()) {
            services.add(Search.id(found));
        }
        return services;
    }
}
