package dev.llmmarketplace.adapters.postgres;

import java.util.ArrayList;
import java.util.List;

/** Those that one test has opened. */
final class Installations implements AutoCloseable {
    private final List<Installation> opened = new ArrayList<>();

    Installation open(Engine engine) {
        Installation installation = engine.fresh();
        opened.add(installation);
        return installation;
    }

    @Override
    public void close() {
        opened.forEach(Installation::close);
    }
}
