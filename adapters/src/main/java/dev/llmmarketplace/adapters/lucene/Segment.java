package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
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

    static Segment of(LeafReader reader, LeafStanding standing, ValueNumbers numbers) throws IOException {
        Map<Object, Column> columns = new HashMap<>();
        List<Dimension> once = Conditions.all(reader, standing, true);
        List<Dimension> again = Conditions.all(reader, standing, true);
        for (int i = 0; i < once.size(); i++) {
            columns.put(once.get(i).name(), Column.of(once.get(i), again.get(i), reader.maxDoc(), numbers));
        }
        return new Segment(reader.maxDoc(), columns);
    }

    /** @param restricting fresh */
    List<Filter> filters(List<Dimension> restricting) throws IOException {
        List<Filter> made = new ArrayList<>();
        for (Dimension dimension : restricting) {
            made.add(new Filter(dimension, passing(dimension)));
        }
        return made;
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
    static FixedBitSet all(FixedBitSet documents, List<Filter> passing) {
        return allBut(documents, passing, -1);
    }

    private static FixedBitSet allBut(FixedBitSet documents, List<Filter> passing, int except) {
        FixedBitSet left = documents.clone();
        for (int i = 0; i < passing.size(); i++) {
            if (i != except) {
                left.and(passing.get(i).accepted());
            }
        }
        return left;
    }

    /**
     * Counts every dimension with all filters but its own ("drill sideways").
     *
     * @param fleeting dimensions that are not {@link Dimension#lasting}, fresh
     */
    void count(FixedBitSet matched, List<Filter> passing, List<Dimension> fleeting, Tally tally) throws IOException {
        Counted passed = new Counted(all(matched, passing));
        Map<Object, Counted> sideways = new HashMap<>();
        for (int i = 0; i < passing.size(); i++) {
            Dimension dimension = passing.get(i).dimension();
            if (dimension.countsRefused()) {
                sideways.put(dimension.name(), new Counted(allBut(matched, passing, i)));
            }
        }
        columns.forEach((name, column) -> column.count(sideways.getOrDefault(name, passed), tally.counts(name)));
        for (Dimension dimension : fleeting) {
            tally.add(dimension, sideways.getOrDefault(dimension.name(), passed));
        }
    }
}
