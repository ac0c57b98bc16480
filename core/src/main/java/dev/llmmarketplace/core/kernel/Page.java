package dev.llmmarketplace.core.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a longer list.
 *
 * @param items in the list's order
 * @param next opaque cursor of the following page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), next);
    }

    /**
     * What a caller asks for.
     *
     * @param limit 1..100
     * @param cursor the {@link Page#next} of the page before; null for the first
     */
    public record Request(int limit, @Nullable String cursor) {
        public static final int MAX_LIMIT = 100;

        public Request {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new ProblemException(Problem.invalid(
                        "limit",
                        "between 1 and " + MAX_LIMIT,
                        "was " + limit,
                        "Ask for 1 to " + MAX_LIMIT + " items."));
            }
        }
    }
}
