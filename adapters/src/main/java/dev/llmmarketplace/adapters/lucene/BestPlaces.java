package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the first documents, as many as a page holds, that come after a given place. */
final class BestPlaces {
    private final int limit;
    private final @Nullable Place after;
    private final PriorityQueue<Found> best = new PriorityQueue<>(Comparator.reverseOrder());
    private boolean more;
    private long offered;

    BestPlaces(int limit, @Nullable Place after) {
        this.limit = limit;
        this.after = after;
    }

    void offer(Order order, int document) throws IOException {
        offered++;
        int rank = order.rank(document);
        long key = order.key(document);
        Found worst = best.size() < limit ? null : best.peek();
        if (worst != null && worst.place().certainlyBefore(rank, key)) {
            more = true;
            return;
        }
        Place place = new Place(rank, key, order.address(document));
        if (after != null && place.compareTo(after) <= 0) {
            return;
        }
        best.add(new Found(place, order, document));
        if (best.size() > limit) {
            more = true;
            best.remove();
        }
    }

    /** The page, in order. */
    List<Found> page() {
        List<Found> page = new ArrayList<>(best);
        page.sort(null);
        return page;
    }

    /** Whether nothing has to be offered any more that certainly comes after all that was. */
    boolean full() {
        return best.size() == limit;
    }

    /**
     * Where the next page begins; null when this is the last.
     *
     * @param total how many there are; what was not offered comes after this page
     */
    @Nullable
    Place next(long total) {
        Found last = best.peek();
        return (more || total > offered) && last != null ? last.place() : null;
    }

    /** A hit and where it was found. */
    record Found(Place place, Order order, int document) implements Comparable<Found> {
        LeafMatches leaf() {
            return order.matches();
        }

        @Override
        public int compareTo(Found other) {
            return place.compareTo(other.place);
        }
    }
}
