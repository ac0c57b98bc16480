package dev.llmmarketplace.server.cli.bench;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A way to the same answer: a contender that stands ready.
 *
 * @param address of its chat completions
 * @param key that it wants
 * @param model as it calls it
 * @param headers further ones that it wants
 * @param processes of its own
 * @param database processes of its PostgreSQL; none when it has none
 */
record Way(
        Contender contender,
        URI address,
        String key,
        String model,
        Map<String, String> headers,
        Supplier<List<Long>> processes,
        Supplier<List<Long>> database) {

    Target target(Shape shape, int tokens) {
        return new Target(address, key, headers, shape.body(model, tokens));
    }
}
