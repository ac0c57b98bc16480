package dev.llmmarketplace.server;

import dev.llmmarketplace.core.search.CatalogIndexer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** How the search index stands to the catalogue. */
final class SearchMeters {
    private SearchMeters() {}

    static void bind(CatalogIndexer indexer, MeterRegistry registry) {
        Gauge.builder("marketplace.search.lag", indexer, SearchMeters::lagSeconds)
                .description("For how long the search index has lacked something of the catalogue")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "marketplace.search.rebuild.services",
                        indexer,
                        present -> present.rebuilding().orElse(0))
                .description("Services in the index that is being built beside the one that serves; 0 while none is")
                .register(registry);
    }

    private static double lagSeconds(CatalogIndexer indexer) {
        return (double) indexer.lag().toNanos() / Duration.ofSeconds(1).toNanos();
    }
}
