package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;

/** Gives one segment's documents their places in the order that was asked for. Asked in ascending order of documents. */
final class Order {
    private static final long LAST = Long.MAX_VALUE;

    private final Sort sort;
    private final LeafMatches matches;
    private final NumericDocValues deprecated;
    private final NumericDocValues figure;
    private final SortedDocValues addresses;

    private Order(Sort sort, LeafMatches matches, Figure figure) throws IOException {
        LeafReader reader = matches.context().reader();
        this.sort = sort;
        this.matches = matches;
        this.deprecated = DocValues.getNumeric(reader, Figure.DEPRECATED.field());
        this.figure = DocValues.getNumeric(reader, figure.field());
        this.addresses = DocValues.getSorted(reader, ServiceDocument.ADDRESS);
    }

    static Order of(Sort sort, LeafMatches matches) throws IOException {
        return new Order(
                sort,
                matches,
                switch (sort) {
                    case PRICE_INPUT -> Figure.INPUT_PRICE;
                    case PRICE_OUTPUT -> Figure.OUTPUT_PRICE;
                    case CONTEXT -> Figure.CONTEXT;
                    case NEWEST, NAME, RELEVANCE -> Figure.NEWNESS;
                });
    }

    int rank(int document) throws IOException {
        int byName = sort == Sort.RELEVANCE ? LeafMatches.NAMED_EXACTLY - matches.name(document) : 0;
        boolean dimmed = deprecated.advanceExact(document) && deprecated.longValue() != 0;
        return 2 * byName + (dimmed ? 1 : 0);
    }

    long key(int document) throws IOException {
        return switch (sort) {
            case NAME -> 0;
            case RELEVANCE -> -Float.floatToIntBits(matches.score(document)); // in the order of positive floats
            case PRICE_INPUT, PRICE_OUTPUT -> figure.advanceExact(document) ? figure.longValue() : LAST;
            case NEWEST, CONTEXT -> figure.advanceExact(document) ? -figure.longValue() : LAST;
        };
    }

    String address(int document) throws IOException {
        return addresses.advanceExact(document)
                ? addresses.lookupOrd(addresses.ordValue()).utf8ToString()
                : "";
    }
}
