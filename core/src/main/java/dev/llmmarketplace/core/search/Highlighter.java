package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.util.List;

/** Shows where a listing holds the words of a question. Thread-safe. */
@FunctionalInterface
public interface Highlighter {
    /** One for each part of the listing that holds a word, at the most; none for a question without words. */
    List<Highlight> highlight(String question, ServiceManifest manifest);

    /**
     * A piece of a listing, as it is written there.
     *
     * @param field the part, as {@link SearchAnswer.Hit#matched} names it
     * @param marks the words that were found, ascending
     */
    record Highlight(String field, String snippet, List<Mark> marks) {
        public Highlight {
            marks = List.copyOf(marks);
        }
    }

    /** A word's place in the snippet, in UTF-16 units; {@code to} is behind it. */
    record Mark(int from, int to) {}
}
