package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** A segment's matches, and those of them that the query's filters let through. */
final class FilteredLeaf {
    private final LeafMatches matches;
    private final Segment segment;
    private final LeafStanding standing;
    private final List<Filter> filters;
    private final FixedBitSet passed;

    FilteredLeaf(LeafMatches matches, Segment segment, LeafStanding standing, List<Filter> filters) {
        this.matches = matches;
        this.segment = segment;
        this.standing = standing;
        this.filters = filters;
        this.passed = Segment.all(matches.matched(), filters);
    }

    LeafMatches matches() {
        return matches;
    }

    /** Offers what passes; where the order is by score, only those of it that are {@link LeafMatches#scored}. */
    void choose(Order order, BestPlaces best) throws IOException {
        if (order.byScore()) {
            FixedBitSet scored = passed.clone();
            scored.and(matches.scored());
            offer(scored, order, best);
        } else {
            offer(passed, order, best);
        }
    }

    /** Offers the others. */
    void chooseUnscored(Order order, BestPlaces best) throws IOException {
        FixedBitSet unscored = passed.clone();
        unscored.andNot(matches.scored());
        offer(unscored, order, best);
    }

    private static void offer(FixedBitSet set, Order order, BestPlaces best) throws IOException {
        BitSetIterator documents = new BitSetIterator(set, 0);
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            best.offer(order, doc);
        }
    }

    /** Counts what passes, and every dimension with all filters but its own. */
    void count(Tally tally) throws IOException {
        tally.addTotal(passed.cardinality());
        List<Dimension> fleeting = Conditions.all(matches.context().reader(), standing, false);
        segment.count(matches.matched(), filters, fleeting, tally);
    }
}
