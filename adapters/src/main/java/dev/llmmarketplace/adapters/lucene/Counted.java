package dev.llmmarketplace.adapters.lucene;

import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Documents of a segment whose values are to be counted. Must not be changed meanwhile. */
final class Counted {
    /** Fewer documents than one in so many are looked up one by one. */
    private static final int FEW = 1024;

    private final FixedBitSet documents;
    private final int size;
    /** Ascending; null when there are many. */
    private final int @Nullable [] few;

    Counted(FixedBitSet documents) {
        this.documents = documents;
        this.size = documents.cardinality();
        this.few = size <= documents.length() / FEW
                ? Neighbours.documents(documents).toArray()
                : null;
    }

    FixedBitSet documents() {
        return documents;
    }

    /** Whether they are all of the segment. */
    boolean all() {
        return size == documents.length();
    }

    /** How many of them are in {@code set}. */
    int in(FixedBitSet set) {
        if (few == null) {
            return (int) FixedBitSet.intersectionCount(set, documents);
        }
        int count = 0;
        for (int document : few) {
            if (set.get(document)) {
                count++;
            }
        }
        return count;
    }
}
