package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/** The filters of a query, with what each lets through. */
final class Conditions {
    private final Filters filters;

    Conditions(Filters filters) {
        this.filters = filters;
    }

    Leaf of(LeafReaderContext context) throws IOException {
        LeafReader reader = context.reader();
        Map<Facet, LeafFacet> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            facets.put(facet, LeafFacet.open(reader, facet.field(), facet.chosen(filters)));
        }
        List<Bound> bounds = new ArrayList<>();
        Bound.addAtMost(bounds, reader, Figure.INPUT_PRICE, filters.maxInputPrice());
        Bound.addAtMost(bounds, reader, Figure.OUTPUT_PRICE, filters.maxOutputPrice());
        Bound.addAtLeast(bounds, reader, Figure.CONTEXT, filters.minContext());
        return new Leaf(facets, bounds);
    }

    /** For one segment. Asked document by document, in ascending order. */
    record Leaf(Map<Facet, LeafFacet> facets, List<Bound> bounds) {

        /** Whether the numbers are within their bounds. */
        boolean within(int document) throws IOException {
            for (Bound bound : bounds) {
                if (!bound.holds(document)) {
                    return false;
                }
            }
            return true;
        }
    }
}
