package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * One segment's values as sets of documents, kept for as long as the segment is open, so that a search counts and filters
 * by intersections. What was filtered by lately is kept too. Thread-safe.
 */
final class Segment {
    private static final int FILTERS_KEPT = 64;

    private final int documents;
    private final Map<Object, Column> columns;
    private final Map<Object, FixedBitSet> filters = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, FixedBitSet> eldest) {
            return size() > FILTERS_KEPT;
        }
    };

    private Segment(int documents, Map<Object, Column> columns) {
        this.documents = documents;
        this.columns = columns;
    }

    /**
     * @param once all dimensions, fresh
     * @param again the same, fresh too: each can be read through but once
     */
    static Segment of(int documents, Conditions.Leaf once, Conditions.Leaf again) throws IOException {
        Map<Object, Column> columns = new HashMap<>();
        List<Dimension> first = once.all();
        List<Dimension> second = again.all();
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).lasting()) {
                columns.put(first.get(i).name(), Column.of(first.get(i), second.get(i), documents));
            }
        }
        return new Segment(documents, columns);
    }

    /** The facet's values. */
    ValueNames names(LeafFacet facet) {
        Column column = columns.get(facet.name());
        return column == null ? new ValueNames(facet.counts().length) : column.names();
    }

    /** The documents that each filter lets through, in the order of {@link Conditions.Leaf#restricting}. */
    List<FixedBitSet> passing(Conditions.Leaf leaf) throws IOException {
        List<FixedBitSet> sets = new ArrayList<>();
        for (Dimension dimension : leaf.restricting()) {
            sets.add(passing(dimension));
        }
        return sets;
    }

    private FixedBitSet passing(Dimension dimension) throws IOException {
        if (!dimension.lasting()) {
            return passingNow(dimension);
        }
        Object key = List.of(dimension.name(), dimension.wanted());
        synchronized (filters) {
            FixedBitSet kept = filters.get(key);
            if (kept != null) {
                return kept;
            }
        }
        FixedBitSet passing = new FixedBitSet(documents);
        for (int document = 0; document < documents; document++) {
            if (dimension.accepts(document)) {
                passing.set(document);
            }
        }
        synchronized (filters) {
            filters.put(key, passing);
        }
        return passing;
    }

    private FixedBitSet passingNow(Dimension dimension) throws IOException {
        FixedBitSet passing = new FixedBitSet(documents);
        DocIdSetIterator holders = dimension.holders();
        for (int doc = holders.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = holders.nextDoc()) {
            if (dimension.accepts(doc)) {
                passing.set(doc);
            }
        }
        return passing;
    }

    /** Those of {@code documents} that pass all filters. */
    static FixedBitSet all(FixedBitSet documents, List<FixedBitSet> passing) {
        return allBut(documents, passing, -1);
    }

    private static FixedBitSet allBut(FixedBitSet documents, List<FixedBitSet> passing, int except) {
        FixedBitSet left = documents.clone();
        for (int i = 0; i < passing.size(); i++) {
            if (i != except) {
                left.and(passing.get(i));
            }
        }
        return left;
    }

    /**
     * Counts every dimension with all filters but its own.
     *
     * @param leaf fresh
     */
    void count(Conditions.Leaf leaf, FixedBitSet matched, List<FixedBitSet> passing) throws IOException {
        FixedBitSet passed = all(matched, passing);
        int size = passed.cardinality();
        for (Dimension dimension : leaf.all()) {
            int filter = dimension.countsRefused() ? leaf.restricting().indexOf(dimension) : -1;
            if (filter < 0) {
                count(dimension, passed, size);
            } else {
                FixedBitSet others = allBut(matched, passing, filter);
                count(dimension, others, others.cardinality());
            }
        }
    }

    private void count(Dimension dimension, FixedBitSet counted, int size) throws IOException {
        Column column = columns.get(dimension.name());
        FixedBitSet set = dimension.set();
        if (column != null) {
            column.count(dimension, counted, size);
        } else if (set != null) {
            dimension.counts()[0] += FixedBitSet.intersectionCount(set, counted);
        } else {
            DocIdSetIterator holders = dimension.holders();
            for (int doc = holders.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = holders.nextDoc()) {
                if (counted.get(doc)) {
                    Column.add(dimension, doc, dimension.counts());
                }
            }
        }
    }
}
