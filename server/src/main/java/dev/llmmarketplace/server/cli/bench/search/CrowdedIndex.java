package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.adapters.lucene.LuceneSearchIndex;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.ranking.Ranker;
import dev.llmmarketplace.server.cli.bench.search.ServiceCrowd.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A crowd of services in the product's own index, filled in stages and measured at each. */
final class CrowdedIndex implements AutoCloseable {
    private static final int BATCH = 5_000;
    private static final int QUESTIONS = 1_000;
    private static final int RECALL_QUESTIONS = 50;
    private static final int NEAREST = 10;
    private static final int PAGE = 20;

    private final Path root;
    private final ServiceCrowd crowd;
    private final CrowdVectors vectors;
    private final LuceneSearchIndex index;
    private final List<String> questions;
    private final List<Filters> filters;
    private final Consumer<String> progress;
    private int services;

    /** @param root of an empty directory, or of one that the same listings and seed have filled before */
    CrowdedIndex(Path root, List<ServiceVersion> listings, CrowdVectors vectors, long seed, Consumer<String> progress) {
        this.root = root;
        this.crowd = new ServiceCrowd(listings, seed);
        this.vectors = vectors;
        this.index = LuceneSearchIndex.open(root, vectors, Ranker.ofUnmeasured());
        this.questions = questions(listings, new Random(seed));
        this.filters = filters(listings);
        this.progress = progress;
        if (index.position().isPresent()) {
            services = (int) index.size();
        } else {
            index.rebuild(_ -> {}, Position.START);
        }
    }

    /** How many are in it. */
    int services() {
        return services;
    }

    /** Adds services until there are {@code most}, and measures. */
    CrowdFigures measure(int most, SteadyLoad load) {
        int before = services;
        long start = System.nanoTime();
        fill(most);
        index.settle();
        int added = services - before;
        Double micros = added == 0 ? null : (System.nanoTime() - start) / 1e3 / added;
        progress.accept("warming up at " + services);
        SteadyLoad warmUp = new SteadyLoad(load.perSecond(), Math.max(1, load.seconds() / 2));
        Filters none = Filters.NONE;
        warmUp.run(number -> ask(number + QUESTIONS / 2, none));
        warmUp.run(number -> ask(number + QUESTIONS / 2, filter(number)));
        progress.accept("measuring " + services);
        return new CrowdFigures(
                services,
                bytes(root),
                heap(),
                micros,
                load.run(number -> ask(number, none)),
                load.run(number -> ask(number, filter(number))),
                load.run(this::suggest),
                recall(_ -> none),
                recall(this::filter),
                recall(CrowdedIndex::selective));
    }

    private void fill(int most) {
        while (services < most) {
            List<Member> batch = IntStream.range(services, Math.min(most, services + BATCH))
                    .mapToObj(crowd::member)
                    .toList();
            vectors.announce(batch);
            index.apply(batch.stream().map(Member::service).toList(), List.of(), Position.START, Depth.MEANING);
            services += batch.size();
            progress.accept("indexed " + services + " of " + most);
        }
    }

    private void ask(int number, Filters chosen) {
        String text = questions.get(number % questions.size());
        index.search(new SearchQuery(text, chosen, Sort.RELEVANCE, PAGE, null), Viewer.ANYBODY);
    }

    private Filters filter(int number) {
        return filters.get(number % filters.size());
    }

    /** What is typed of a service's title, from the second letter on. */
    private void suggest(int number) {
        String title =
                crowd.member(number * 7919 % services).service().manifest().title();
        index.suggest(title.substring(0, Math.min(title.length(), 2 + number % 9)), NEAREST, Viewer.ANYBODY);
    }

    private double recall(IntFunction<Filters> filter) {
        double sum = 0;
        for (int number = 0; number < RECALL_QUESTIONS; number++) {
            String text = questions.get(number % questions.size());
            List<ServiceId> right = index.nearest(text, filter.apply(number), NEAREST, true);
            Set<ServiceId> found = new HashSet<>(index.nearest(text, filter.apply(number), NEAREST, false));
            long both = right.stream().filter(found::contains).count();
            sum += right.isEmpty() ? 1 : (double) both / right.size();
        }
        return sum / RECALL_QUESTIONS;
    }

    /** Two words of one listing's title and three of another's description: half known, half about something. */
    private static List<String> questions(List<ServiceVersion> listings, Random random) {
        return Stream.generate(() -> {
                    ServiceManifest one =
                            listings.get(random.nextInt(listings.size())).manifest();
                    ServiceManifest other =
                            listings.get(random.nextInt(listings.size())).manifest();
                    List<String> words = new ArrayList<>(some(one.title(), 1 + random.nextInt(2), random));
                    words.addAll(some(other.description(), 1 + random.nextInt(5), random));
                    return String.join(" ", words);
                })
                .limit(QUESTIONS)
                .toList();
    }

    private static List<String> some(String text, int count, Random random) {
        List<String> words = List.of(text.split("\\s+"));
        int from = random.nextInt(Math.max(1, words.size() - count));
        return words.subList(from, Math.min(words.size(), from + count));
    }

    private static List<Filters> filters(List<ServiceVersion> listings) {
        List<Filters> filters = new ArrayList<>();
        filters.add(new Filters(Map.of(Trait.FEATURE, Set.of("tools")), Map.of()));
        filters.add(new Filters(Map.of(Trait.INPUT, Set.of("image")), Map.of(Figure.CONTEXT, Range.atLeast(200_000))));
        filters.add(new Filters(Map.of(), Map.of(Figure.INPUT_PRICE, Range.atMost(500_000_000))));
        filters.add(new Filters(
                Map.of(Trait.FEATURE, Set.of("reasoning", "tools")),
                Map.of(Figure.OUTPUT_PRICE, Range.atMost(2_000_000_000))));
        listings.stream()
                .map(listing -> listing.manifest().category().wireName())
                .distinct()
                .forEach(category -> filters.add(new Filters(Map.of(Trait.CATEGORY, Set.of(category)), Map.of())));
        return filters;
    }

    /** Some providers' services: about forty each. */
    private static Filters selective(int number) {
        Set<String> providers = new HashSet<>();
        IntStream.range(0, 5).forEach(i -> providers.add("p" + (number * 5 + i)));
        return new Filters(Map.of(Trait.PROVIDER, providers), Map.of());
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    static long bytes(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(CrowdedIndex::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0; // merged away in between
        }
    }

    @Override
    public void close() {
        index.close();
    }
}
