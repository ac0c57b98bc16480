package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import java.util.Set;

/** What a phrase asks for. */
sealed interface Effect {
    /** Any one of {@code words}. */
    record Chosen(Trait trait, Set<String> words) implements Effect {}

    record Bounded(Figure figure, Range range) implements Effect {}

    record Sorted(Sort sort) implements Effect {}

    static Effect chosen(Trait trait, String... words) {
        return new Chosen(trait, Set.of(words));
    }
}
