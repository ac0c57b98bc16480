package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.adapters.lucene.LuceneSearchIndex;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.search.CatalogIndexer;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.ranking.Ranker;
import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.bench.CpuClock;
import dev.llmmarketplace.server.cli.bench.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Makes the product's index of a stored crowd by the product's own indexer, as after the loss of an index, and then has it
 * follow what is activated.
 */
final class CrowdRebuild {
    private static final int ACTIVATIONS = 200;
    private static final String PUBLISHER = "bench-publisher";
    private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();
    private static final Duration LONGEST = Duration.ofHours(4);

    private final StoredCrowd stored;
    private final ServiceCrowd crowd;
    private final CrowdVectors embedder;
    private final Consumer<String> progress;

    CrowdRebuild(StoredCrowd stored, ServiceCrowd crowd, CrowdVectors embedder, Consumer<String> progress) {
        this.stored = stored;
        this.crowd = crowd;
        this.embedder = embedder;
        this.progress = progress;
    }

    /**
     * @param services in the new index
     * @param seconds from the start of the indexer until the new index serves
     * @param ownMicros of processor a service, of this process
     * @param databaseMicros of processor a service, of the database
     * @param restSeconds until segments are not merged any more
     * @param restMicros of processor a service, of this process until then
     * @param indexBytes at rest
     * @param activations millis from before the transaction of an activation until a search finds the service, ascending;
     *     empty where that was not asked for
     */
    record Figures(
            int services,
            double seconds,
            double ownMicros,
            double databaseMicros,
            double restSeconds,
            double restMicros,
            long indexBytes,
            double[] activations) {
        Optional<Double> percentile(double part) {
            return activations.length == 0
                    ? Optional.empty()
                    : Optional.of(
                            activations[(int) Math.min(activations.length - 1L, (long) (part * activations.length))]);
        }
    }

    /**
     * @param root empty
     * @param activation whether activations are measured too
     */
    Figures measure(Path root, int services, boolean activation) {
        stored.fill(services, progress);
        Clocks clocks = new Clocks();
        try (LuceneSearchIndex index =
                LuceneSearchIndex.open(root, embedder, stored.vectors(), Ranker.ofUnmeasured())) {
            Log log = new Log();
            try (CatalogIndexer indexer =
                    new CatalogIndexer(index, stored.catalog(), stored.events(), log, Time.system())) {
                progress.accept("making the index of " + stored.services());
                clocks.start();
                indexer.start();
                until(log, indexer, CatalogIndexer::ready);
                double seconds = clocks.seconds();
                double own = clocks.ownMicros();
                double database = clocks.databaseMicros();
                index.settle();
                int held = (int) index.size();
                if (held < services || !index.shallow(1).isEmpty()) {
                    throw new CommandFailure(
                            ExitCode.REFUSED, "The index holds " + held + " services, or lacks vectors.");
                }
                Figures rested = new Figures(
                        held,
                        seconds,
                        own / held,
                        database / held,
                        clocks.seconds(),
                        clocks.ownMicros() / held,
                        CrowdedIndex.bytes(root),
                        new double[0]);
                return activation ? with(rested, activations(index)) : rested;
            }
        }
    }

    private static Figures with(Figures figures, double[] activations) {
        return new Figures(
                figures.services(),
                figures.seconds(),
                figures.ownMicros(),
                figures.databaseMicros(),
                figures.restSeconds(),
                figures.restMicros(),
                figures.indexBytes(),
                activations);
    }

    private static void until(Log log, CatalogIndexer indexer, Predicate<CatalogIndexer> reached) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!reached.test(indexer)) {
            RuntimeException failure = log.failure.get();
            if (failure != null) {
                throw failure;
            }
            if (System.nanoTime() > end) {
                throw new CommandFailure(ExitCode.REFUSED, "The index was not ready within " + LONGEST + ".");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** One after the other: published, activated, looked for by its title until it is found. */
    private double[] activations(LuceneSearchIndex index) {
        progress.accept("activating " + ACTIVATIONS + " services");
        OrganisationId publisher = stored.publisher(PUBLISHER);
        long run = System.nanoTime();
        double[] millis = IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> crowd.member((int) (run % 1_000_000) * 1_000 + number, PUBLISHER)
                        .service())
                .filter(service -> service.manifest().pricing() != null)
                .limit(ACTIVATIONS)
                .mapToDouble(service -> activate(index, stored.publish(publisher, service)))
                .toArray();
        Arrays.sort(millis);
        return millis;
    }

    private double activate(LuceneSearchIndex index, ServiceVersion pending) {
        SearchQuery query = new SearchQuery(pending.manifest().title(), Filters.NONE, Sort.RELEVANCE, 5, null);
        index.search(query); // reading the question is not part of it
        long start = System.nanoTime();
        stored.catalog().transition(pending.id(), ServiceStatus.ACTIVE, null);
        while (index.search(query).hits().stream()
                .noneMatch(hit -> hit.service().equals(pending.service()))) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** Since a moment: time, and what of the processors was used. */
    private final class Clocks {
        private long start;
        private long own;
        private Map<Long, Long> database = Map.of();

        void start() {
            start = System.nanoTime();
            own = Machine.processorNanos();
            database = micros();
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        double ownMicros() {
            return (Machine.processorNanos() - own) / 1e3;
        }

        /** A process that ended meanwhile is left out. */
        double databaseMicros() {
            return micros().entrySet().stream()
                    .mapToLong(now -> now.getValue() - database.getOrDefault(now.getKey(), 0L))
                    .sum();
        }

        private Map<Long, Long> micros() {
            return CpuClock.microsByProcess(stored.processes());
        }
    }

    /** Keeps the first failure: a measurement with one is none. */
    private static final class Log implements CatalogIndexer.Observer {
        private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

        @Override
        public void rebuilt(long services) {
            // told by the indexer's readiness
        }

        @Override
        public void resumed(long services) {
            // never: the directory was empty
        }

        @Override
        public void failed(RuntimeException cause, Duration retry) {
            failure.compareAndSet(null, cause);
        }
    }
}
