package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.kernel.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page on the wire.
 *
 * @param next absent on the last one, and where there is only one
 */
public record PageBody<T>(List<T> items, @Nullable String next) {
    public static <D, T> PageBody<T> from(Page<D> page, Function<? super D, T> mapping) {
        return new PageBody<>(page.items().stream().<T>map(mapping).toList(), page.next());
    }

    public static <D, T> PageBody<T> whole(List<D> items, Function<? super D, T> mapping) {
        return new PageBody<>(items.stream().<T>map(mapping).toList(), null);
    }
}
