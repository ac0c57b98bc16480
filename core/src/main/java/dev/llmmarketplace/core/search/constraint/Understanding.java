package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.SearchQuery;
import java.util.List;

/**
 * What plain language asked for.
 *
 * @param query with the filters and the order that were understood, and the text that was not
 * @param understood in the order of the text
 */
public record Understanding(SearchQuery query, List<Understood> understood) {
    public Understanding {
        understood = List.copyOf(understood);
    }

    /**
     * One filter, or the order, and the words that it was read from. A phrase may ask for several: those have the same place.
     *
     * @param filter its name in the REST interface, {@code sort} for the order
     * @param value as the interface takes it
     * @param text the words
     * @param from where they begin in the question, counted in UTF-16 units
     * @param to where they end, exclusive
     */
    public record Understood(String filter, String value, String text, int from, int to) {}
}
