package dev.llmmarketplace.server;

import dev.llmmarketplace.core.search.CatalogIndexer;
import dev.llmmarketplace.core.search.WatchedEmbedder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** How the search index stands to the catalogue. */
final class SearchMeters {
    private SearchMeters() {}

    static void bind(CatalogIndexer indexer, WatchedEmbedder embedder, MeterRegistry registry) {
        Gauge.builder(
                        "marketplace.search.meaning",
                        embedder,
                        present -> present.failure().isPresent() ? 0 : 1)
                .description("1 while searches go by words and meaning, 0 while the embedding model cannot be asked")
                .register(registry);
        FunctionCounter.builder("marketplace.search.embedding.failures", embedder, WatchedEmbedder::failures)
                .description("How often the embedding model could not be asked")
                .register(registry);
        Gauge.builder("marketplace.search.lag", indexer, SearchMeters::lagSeconds)
                .description("For how long the search index has lacked something of the catalogue")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "marketplace.search.rebuild.services",
                        indexer,
                        present ->
                                present.rebuild().underWay() ? present.rebuild().done() : 0)
                .description("Services in the index that is being built beside the one that serves; 0 while none is")
                .register(registry);
        Gauge.builder(
                        "marketplace.search.rebuild.expected",
                        indexer,
                        present ->
                                present.rebuild().underWay() ? present.rebuild().total() : 0)
                .description("Services that the index will hold that is being built; 0 while none is")
                .register(registry);
    }

    private static double lagSeconds(CatalogIndexer indexer) {
        return (double) indexer.lag().toNanos() / Duration.ofSeconds(1).toNanos();
    }
}
