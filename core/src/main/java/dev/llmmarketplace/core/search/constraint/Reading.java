package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.constraint.Understanding.Understood;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The filters and the order of one question while it is read: phrases are added to what the asker has chosen himself. */
final class Reading {
    private final List<Understood> understood = new ArrayList<>();
    private Filters filters;
    private Sort sort;

    Reading(SearchQuery query) {
        this.filters = query.filters();
        this.sort = query.sort();
    }

    Filters filters() {
        return filters;
    }

    Sort sort() {
        return sort;
    }

    List<Understood> understood() {
        return understood;
    }

    /** False when it contradicts what is there already; such a phrase stays text. */
    boolean add(Effect effect, String text, int from, int to) {
        return switch (effect) {
            case Effect.Chosen(Trait trait, Set<String> words) -> {
                Set<String> all = new TreeSet<>(filters.of(trait));
                all.addAll(words);
                filters = filters.with(trait, all);
                new TreeSet<>(words)
                        .forEach(word -> understood.add(new Understood(trait.wireName(), word, text, from, to)));
                yield true;
            }
            case Effect.Bounded(Figure figure, Range range) -> narrow(figure, range, text, from, to);
            case Effect.Sorted(Sort order) -> {
                if (sort != Sort.RELEVANCE) {
                    yield false;
                }
                sort = order;
                understood.add(new Understood("sort", order.wireName(), text, from, to));
                yield true;
            }
        };
    }

    private boolean narrow(Figure figure, Range range, String text, int from, int to) {
        Range before = filters.of(figure);
        Range both = new Range(greater(before.least(), range.least()), smaller(before.most(), range.most()));
        try {
            filters = filters.with(figure, both);
        } catch (ProblemException contradiction) {
            return false;
        }
        addEnd(figure, figure.leastField(), range.least(), text, from, to);
        addEnd(figure, figure.mostField(), range.most(), text, from, to);
        return true;
    }

    private void addEnd(Figure figure, String field, @Nullable Long end, String text, int from, int to) {
        if (end != null) {
            understood.add(new Understood(field, figure.unit().write(end), text, from, to));
        }
    }

    private static @Nullable Long greater(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    private static @Nullable Long smaller(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}
