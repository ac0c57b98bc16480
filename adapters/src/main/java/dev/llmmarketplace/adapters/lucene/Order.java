package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/** Gives one segment's documents their places in the order that was asked for. Asked in ascending order of documents. */
final class Order {
    private static final long LAST = Long.MAX_VALUE;

    private final Sort sort;
    private final LeafMatches matches;
    private final NumericDocValues deprecated;
    private final NumericDocValues figure;
    private final SortedDocValues addresses;

    private Order(Sort sort, LeafMatches matches, @Nullable Figure figure) throws IOException {
        LeafReader reader = matches.context().reader();
        this.sort = sort;
        this.matches = matches;
        this.deprecated = DocValues.getNumeric(reader, ServiceDocument.DIMMED);
        this.figure =
                figure == null ? DocValues.emptyNumeric() : DocValues.getNumeric(reader, ServiceDocument.field(figure));
        this.addresses = DocValues.getSorted(reader, ServiceDocument.ADDRESS);
    }

    static Order of(Sort sort, LeafMatches matches) throws IOException {
        return new Order(sort, matches, sort.figure());
    }

    int rank(int document) throws IOException {
        int byName = sort == Sort.RELEVANCE ? LeafMatches.NAMED_EXACTLY - matches.name(document) : 0;
        boolean dimmed = deprecated.advanceExact(document) && deprecated.longValue() != 0;
        return 2 * byName + (dimmed ? 1 : 0);
    }

    long key(int document) throws IOException {
        if (sort == Sort.RELEVANCE) {
            return -Float.floatToIntBits(matches.score(document)); // in the order of positive floats
        }
        if (sort.figure() == null) {
            return 0;
        }
        if (!figure.advanceExact(document)) {
            return LAST;
        }
        return sort.descending() ? -figure.longValue() : figure.longValue();
    }

    String address(int document) throws IOException {
        return addresses.advanceExact(document)
                ? addresses.lookupOrd(addresses.ordValue()).utf8ToString()
                : "";
    }
}
