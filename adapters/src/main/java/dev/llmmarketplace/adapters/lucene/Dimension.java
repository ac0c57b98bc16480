package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** What one segment's documents are filtered and counted by. Asked document by document, in ascending order. */
sealed interface Dimension permits LeafFacet, LeafFigure {
    /** Whether the filter lets the document through. */
    boolean accepts(int document) throws IOException;

    /** Whether it counts what it refuses itself: what choosing another value would give. */
    boolean countsRefused();

    /** What it is. */
    Object name();

    /** What the filter asks for. */
    Object wanted();

    /** False where values change while the segment stays. */
    boolean lasting();

    /** The documents that have a value, for those that are not {@link #lasting}: few, or a {@link #set}. */
    DocIdSetIterator holders();

    /** The documents of the only value, where that is known already. */
    @Nullable
    FixedBitSet set();

    /** How many values the document has, to be read by {@link #nextValue}. */
    int values(int document) throws IOException;

    /** The next of the document's values, 0..{@link #size}-1, as this segment numbers them. */
    int nextValue() throws IOException;

    /** How many values the segment numbers. */
    int size();

    /** What all segments call the value. */
    int number(int value, ValueNumbers numbers) throws IOException;
}
