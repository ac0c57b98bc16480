package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import java.io.IOException;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** One figure in one segment, in buckets, and which values a filter lets through. */
final class LeafFigure implements Dimension {
    private final Figure figure;
    private final NumericDocValues values;
    private final Range range;

    private LeafFigure(Figure figure, NumericDocValues values, Range range) {
        this.figure = figure;
        this.values = values;
        this.range = range;
    }

    static LeafFigure of(Figure figure, NumericDocValues values, Range range) {
        return new LeafFigure(figure, values, range);
    }

    static boolean lasting(Figure figure) {
        return !figure.measured();
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
        return lasting(figure);
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
    public int size() {
        return figure.buckets();
    }

    @Override
    public int number(int value, ValueNumbers numbers) {
        return value;
    }
}
