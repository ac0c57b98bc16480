package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.lucene.LuceneSearchIndex;
import dev.llmmarketplace.adapters.lucene.WordHighlighter;
import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.core.governance.VerdictBook;
import dev.llmmarketplace.core.recommendation.Activity;
import dev.llmmarketplace.core.recommendation.ColdStart;
import dev.llmmarketplace.core.recommendation.Recommender;
import dev.llmmarketplace.core.recommendation.Trends;
import dev.llmmarketplace.core.search.CatalogIndexer;
import dev.llmmarketplace.core.search.CursorSeal;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Inventory;
import dev.llmmarketplace.core.search.SearchCatalogue;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SimilarServices;
import dev.llmmarketplace.core.search.Suggestions;
import dev.llmmarketplace.core.search.WatchedEmbedder;
import dev.llmmarketplace.core.search.ranking.Latest;
import dev.llmmarketplace.core.search.ranking.Ranker;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.TrackRecordReader;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import dev.llmmarketplace.core.search.saved.SavedSearchStore;
import dev.llmmarketplace.core.search.saved.SavedSearchSweep;
import dev.llmmarketplace.core.search.saved.SavedSearches;
import dev.llmmarketplace.gateway.route.AddressGuard;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.embedding.OpenAiEmbedder;
import dev.llmmarketplace.server.probe.GuardedCaller;
import dev.llmmarketplace.server.rest.search.SavedSearchRoutes;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of the catalogue, what understands meaning, and what keeps the index like the catalogue. */
final class Discovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Parts parts = new Parts();
    private final Latest<TrackRecords> records;
    private final Latest<Activity> activity;
    private final WatchedEmbedder embedder;
    private final SearchIndex index;
    private final CatalogIndexer indexer;
    private final SearchCatalogue catalogue;
    private final Inventory inventory;
    private final Suggestions suggestions;
    private final SimilarServices similarServices;
    private final Trends trends;
    private final Recommender recommender;

    private Discovery(
            Configuration configuration, Vertx vertx, Installation installation, Stores stores, InstantSource clock) {
        embedder = new WatchedEmbedder(
                configuration
                        .embedding()
                        .map(settings -> embedder(settings, vertx, configuration))
                        .orElseGet(() -> parts.add(
                                "embedding model",
                                new MiniLmEmbedder(
                                        configuration.cacheDirectory().resolve("models")))),
                clock);
        if (configuration.embedding().isPresent() && !embedder.answers()) {
            embedder.failure()
                    .ifPresent(failure -> LOG.warn("{} Search goes by words alone until it does.", failure.reason()));
        }
        TrackRecordReader reader =
                new TrackRecordReader(stores.quality(), stores.popularity(), stores.verifications(), clock);
        records = parts.add("track records", latest(TrackRecords.NONE, reader::read, configuration));
        activity = parts.add(
                "activity", latest(Activity.NONE, () -> stores.activity().until(clock.instant()), configuration));
        Ranker ranker = new Ranker(new Ranking(configuration.ranking().weights()), records);
        index = parts.add(
                "search index",
                LuceneSearchIndex.open(installation.directory().index(), embedder, stores.vectors(), ranker));
        indexer = parts.add(
                "indexer", new CatalogIndexer(index, stores.catalog(), stores.events(), new IndexerLog(), clock));
        catalogue = new SearchCatalogue(
                index, stores.catalog(), new WordHighlighter(), new CursorSeal(installation.cursorSecret()), records);
        inventory = new Inventory(index);
        suggestions = new Suggestions(index, stores.catalog(), inventory);
        similarServices = new SimilarServices(index, stores.catalog());
        trends = new Trends(activity, stores.catalog());
        recommender = new Recommender(
                activity, records, stores.catalog(), similarServices, new ColdStart(trends, records, index));
    }

    private Embedder embedder(Configuration.Embedding settings, Vertx vertx, Configuration configuration) {
        GuardedCaller caller = parts.add(
                "embedding API",
                GuardedCaller.keepingConnections(
                        vertx,
                        AddressGuard.allowing(configuration.outgoingAllow()),
                        configuration.outgoingAuthorities()));
        return new OpenAiEmbedder(settings, caller);
    }

    private static <T> Latest<T> latest(T nothing, Supplier<T> source, Configuration configuration) {
        Duration interval = configuration.ranking().refresh();
        return new Latest<>(
                nothing,
                source,
                interval,
                cause -> LOG.warn("What is known of services could not be read; next try in {}", interval, cause));
    }

    static Discovery open(
            Configuration configuration, Vertx vertx, Installation installation, Stores stores, InstantSource clock) {
        Discovery discovery = new Discovery(configuration, vertx, installation, stores, clock);
        discovery.records.start();
        discovery.activity.start();
        discovery.indexer.start();
        return discovery;
    }

    SearchIndex index() {
        return index;
    }

    /** What services have shown so far; the latest that was read. */
    Supplier<TrackRecords> records() {
        return records;
    }

    SearchCatalogue catalogue() {
        return catalogue;
    }

    Inventory inventory() {
        return inventory;
    }

    Suggestions suggestions() {
        return suggestions;
    }

    SimilarServices similarServices() {
        return similarServices;
    }

    Trends trends() {
        return trends;
    }

    Recommender recommender() {
        return recommender;
    }

    /** Keeps questions; they are asked of this index. */
    SavedSearches savedSearches(SavedSearchStore store) {
        return new SavedSearches(index, store);
    }

    /** Asks kept questions again, of this index. */
    SavedSearchSweep savedSearchSweep(Stores stores, VerdictBook verdicts, InstantSource clock) {
        return new SavedSearchSweep(
                new SavedSearchSweep.Sources(stores.savedSearches(), index, stores.catalog(), stores.events()),
                SavedSearchRoutes::query,
                verdicts,
                clock);
    }

    /** What understands meaning, and whether it does. */
    WatchedEmbedder embedder() {
        return embedder;
    }

    CatalogIndexer indexer() {
        return indexer;
    }

    long size() {
        return index.size();
    }

    @Override
    public void close() {
        parts.close();
    }

    private static final class IndexerLog implements CatalogIndexer.Observer {
        private static final Logger LOG = LoggerFactory.getLogger(CatalogIndexer.class);

        @Override
        public void rebuilt(long services) {
            LOG.info("The index was rebuilt and holds {} services", services);
        }

        @Override
        public void resumed(long services) {
            LOG.info("The index whose making was cut off holds {} services and is made on", services);
        }

        @Override
        public void failed(RuntimeException cause, Duration retry) {
            LOG.warn("The index could not follow the catalogue; next try in {} ms", retry.toMillis(), cause);
        }
    }
}
