package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import java.io.IOException;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** One figure in one segment: which values a filter lets through, and how many lie in each bucket. */
final class LeafFigure implements Dimension {
    private final Figure figure;
    private final NumericDocValues values;
    private final Range range;
    private final long[] counts;

    private LeafFigure(Figure figure, NumericDocValues values, Range range) {
        this.figure = figure;
        this.values = values;
        this.range = range;
        this.counts = new long[figure.buckets()];
    }

    static LeafFigure of(Figure figure, NumericDocValues values, Range range) {
        return new LeafFigure(figure, values, range);
    }

    /** Services without the figure are outside of every range. */
    @Override
    public boolean accepts(int document) throws IOException {
        return !range.restricts() || values.advanceExact(document) && range.holds(values.longValue());
    }

    @Override
    public boolean countsRefused() {
        return true;
    }

    @Override
    public Object name() {
        return figure;
    }

    @Override
    public Object wanted() {
        return range;
    }

    @Override
    public boolean lasting() {
        return !figure.measured();
    }

    @Override
    public DocIdSetIterator holders() {
        return values;
    }

    @Override
    public @Nullable FixedBitSet set() {
        return null;
    }

    @Override
    public int values(int document) throws IOException {
        return values.advanceExact(document) ? 1 : 0;
    }

    @Override
    public int nextValue() throws IOException {
        return figure.bucket(values.longValue());
    }

    @Override
    public long[] counts() {
        return counts;
    }

    void addTo(long[] totals) {
        for (int bucket = 0; bucket < counts.length; bucket++) {
            totals[bucket] += counts[bucket];
        }
    }
}
