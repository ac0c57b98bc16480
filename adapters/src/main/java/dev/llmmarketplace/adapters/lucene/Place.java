package dev.llmmarketplace.adapters.lucene;

import java.util.Comparator;

/**
 * Where a service stands in an order of hits; the first comes first. The same question asked of the same index gives each
 * service the same place, whatever the page, and no two services one place, because addresses are unique.
 *
 * @param rank services that the question names before others, deprecated ones after the others of their kind
 * @param key ascending by what is sorted by
 * @param address {@code provider/service}
 */
record Place(int rank, long key, String address) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::rank).thenComparingLong(Place::key).thenComparing(Place::address);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** True when a service with this rank and key comes after this place, whatever its address. */
    boolean certainlyBefore(int otherRank, long otherKey) {
        return rank < otherRank || rank == otherRank && key < otherKey;
    }
}
