package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.jspecify.annotations.Nullable;

/** A figure's greatest or least value, in one segment. Services without the figure are outside. */
record Bound(NumericDocValues values, long least, long greatest) {

    static void addAtMost(List<Bound> bounds, LeafReader reader, Figure figure, @Nullable Long greatest)
            throws IOException {
        if (greatest != null) {
            bounds.add(new Bound(DocValues.getNumeric(reader, figure.field()), Long.MIN_VALUE, greatest));
        }
    }

    /** What is not stated is at least nothing. */
    static void addAtLeast(List<Bound> bounds, LeafReader reader, Figure figure, @Nullable Long least)
            throws IOException {
        if (least != null && least > 0) {
            bounds.add(new Bound(DocValues.getNumeric(reader, figure.field()), least, Long.MAX_VALUE));
        }
    }

    boolean holds(int document) throws IOException {
        return values.advanceExact(document) && values.longValue() >= least && values.longValue() <= greatest;
    }
}
