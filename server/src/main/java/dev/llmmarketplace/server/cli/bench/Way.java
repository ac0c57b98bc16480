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
 * @param rest what it does while others are measured
 */
record Way(
        Contender contender,
        URI address,
        String key,
        String model,
        Map<String, String> headers,
        Supplier<List<Long>> processes,
        Supplier<List<Long>> database,
        Rest rest) {

    /** How a contender keeps still while it is not its turn. */
    interface Rest {
        /** Goes on waiting for calls. */
        Rest NONE = new Rest() {
            @Override
            public void end() {}

            @Override
            public void begin() {}
        };

        /** Before its turn. */
        void end();

        /** After its turn. */
        void begin();
    }

    Target target(Shape shape, int tokens) {
        return new Target(address, key, headers, shape.body(model, tokens));
    }
}
