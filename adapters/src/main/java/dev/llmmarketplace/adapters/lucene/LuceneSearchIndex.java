package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.IndexDraft;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogue's index in this process. Words and meaning are searched together: see {@link LeafMatches} for what matches
 * and how it scores. A service that the question names comes first, whatever else scores higher.
 *
 * <p>Searches run on their callers' threads and never wait: they hold on to the state of the last commit. Writes take
 * turns. What a killed process loses is what was not committed, and the position tells from where to follow again.
 */
public final class LuceneSearchIndex implements SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneSearchIndex.class);
    private static final int TURNS_PER_PROCESSOR = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Embedder embedder;
    private final Meanings meanings;
    private final QuestionReader questions;
    private final Generations generations;
    private final Standings standings;
    private final Segments segments = new Segments();
    private final Turns turns =
            new Turns(TURNS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), LONGEST_WAIT);
    private final Scale scale;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Generation current;

    private LuceneSearchIndex(
            Embedder embedder, VectorStore vectors, Ranker ranker, Scale scale, Generations generations) {
        this.embedder = embedder;
        this.meanings = new Meanings(embedder, vectors, System::nanoTime);
        this.questions = new QuestionReader(new QuestionVectors(embedder));
        this.generations = generations;
        this.standings = new Standings(ranker);
        this.scale = scale;
    }

    /**
     * Opens what lies under {@code root}. An index that is missing, damaged or of another form is no error: the
     * {@link #position} is empty then, and it waits to be rebuilt.
     *
     * @throws ProblemException {@code CONFLICT} when {@code root} is in use
     */
    public static LuceneSearchIndex open(Path root, Embedder embedder, Ranker ranker) {
        return open(root, embedder, VectorStore.NONE, ranker);
    }

    /**
     * As {@link #open(Path, Embedder, Ranker)}.
     *
     * @param vectors where the vectors of listings are kept besides, so that a new index need not make them again
     */
    public static LuceneSearchIndex open(Path root, Embedder embedder, VectorStore vectors, Ranker ranker) {
        return open(root, embedder, vectors, ranker, Scale.USUAL);
    }

    static LuceneSearchIndex open(Path root, Embedder embedder, VectorStore vectors, Ranker ranker, Scale scale) {
        try {
            LuceneSearchIndex index = new LuceneSearchIndex(embedder, vectors, ranker, scale, Generations.open(root));
            index.current = index.openCurrent();
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException("the search index in " + root + " cannot be opened", e);
        }
    }

    private @Nullable Generation openCurrent() throws IOException {
        Optional<Path> path = generations.current();
        try {
            generations.sweep();
            return path.isEmpty()
                    ? null
                    : Generation.open(path.get(), this::warm).orElse(null);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The search index in {} is damaged and will be rebuilt", path.orElse(null), e);
            return null;
        }
    }

    /** What searches keep of a segment takes long to make of a large one: better before the first search meets it. */
    private void warm(LeafReader segment) throws IOException {
        Segment ignored = segments.of(segment, standings.now().of(segment));
    }

    @Override
    public SearchAnswer search(SearchQuery query, Viewer viewer) {
        List<float[]> meant = questions.vectors(query.text()); // from elsewhere, perhaps: others search meanwhile
        try (Turns.Turn _ = turns.take()) {
            return reading((generation, searcher) -> {
                Standings.At now =
                        standings.now().made(searcher.getIndexReader()); // takes long after new track records
                Deadline deadline = new Deadline(scale.longest());
                List<float[]> vectors = generation.model().equals(embedder.model()) ? meant : List.of();
                Sight sight = Sight.of(viewer);
                IndexReader words = SeenReader.of(searcher.getIndexReader(), sight);
                Matcher matcher = new Matcher(SeenSearcher.of(searcher, words), now, segments, scale, deadline);
                SearchAnswer answer =
                        new Search(words, questions, now, matcher, deadline, vectors).answer(query, sight);
                return vectors.isEmpty() && questions.hasMeaning(query.text()) ? answer.byWordsAlone() : answer;
            });
        }
    }

    /**
     * The services that answer {@code text} by one leg alone, best first, {@code depth} at most. For measurements: nobody
     * is asked to choose between words and meaning.
     *
     * @throws ProblemException {@code UNAVAILABLE} while there is no index
     */
    public List<ServiceId> rank(String text, Leg leg, int depth) {
        return reading((generation, searcher) -> {
            List<float[]> vectors = generation.model().equals(embedder.model()) ? questions.vectors(text) : List.of();
            Question question = questions.read(text, searcher.getIndexReader(), vectors);
            Standings.At now = standings.now();
            return new LegSearch(new Matcher(searcher, now, segments, scale, Deadline.NONE), now, leg)
                    .rank(question, depth);
        });
    }

    /**
     * The services whose listings mean most nearly what {@code text} does, among those that pass the filters. For
     * measurements.
     *
     * @param exact whether all are compared, however many they are
     */
    public List<ServiceId> nearest(String text, Filters filters, int most, boolean exact) {
        return reading((generation, searcher) -> {
            Standings.At now = standings.now();
            Conditions conditions = new Conditions(filters);
            Map<LeafReader, FixedBitSet> passing = new HashMap<>();
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                FixedBitSet passed = segments.passing(leaf.reader(), now.of(leaf.reader()), conditions);
                passing.put(leaf.reader(), passed == null ? Nearest.live(leaf.reader()) : passed);
            }
            Nearest nearest = new Nearest(
                    searcher, exact ? Scale.EXACT : scale, reader -> Objects.requireNonNull(passing.get(reader)));
            return nearest.to(questions.vector(text), most);
        });
    }

    @Override
    public List<ServiceId> suggest(String typed, int limit, Viewer viewer) {
        return reading(
                (generation, searcher) -> new NameBeginnings(searcher, segments, Sight.of(viewer)).of(typed, limit));
    }

    @Override
    public boolean isName(String text, Viewer viewer) {
        Sight sight = Sight.of(viewer);
        return reading((generation, searcher) -> {
            NearNames names = new NearNames(SeenReader.of(searcher.getIndexReader(), sight));
            return searcher.count(sight.within(names.meant(text))) > 0;
        });
    }

    @Override
    public void apply(List<ServiceVersion> present, List<ServiceId> gone, Position position, Depth depth) {
        boolean ignored = reading((_, before) -> {
            KnownVectors known = new KnownVectors(before.getIndexReader());
            meanings.learn(present, known);
            if (depth == Depth.MEANING) {
                meanings.make(present, known); // elsewhere, perhaps: who writes need not wait for that
            } else {
                meanings.changed(present);
            }
            write(present, gone, position, known);
            return true;
        });
    }

    private void write(List<ServiceVersion> present, List<ServiceId> gone, Position position, KnownVectors known)
            throws IOException {
        writing.lock();
        try {
            Generation generation = serving();
            new DocumentWriter(generation, known, meanings).put(present);
            for (ServiceId service : gone) {
                generation.remove(service);
            }
            generation.commit(position);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<ServiceId> shallow(int limit) {
        return reading((generation, searcher) -> new ShallowServices(searcher, meanings::aside).list(limit));
    }

    @Override
    public Optional<Position> position() {
        Generation generation = current;
        return generation != null && generation.writable() && generation.model().equals(embedder.model())
                ? Optional.of(generation.position())
                : Optional.empty();
    }

    @Override
    public IndexDraft beginDraft(Position position) {
        try {
            Path path = generations.begin();
            Generation next = Generation.create(path, embedder.model(), position, this::warm);
            return new LuceneDraft(new Drafting(path), next, meanings);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public Optional<IndexDraft> resumeDraft() {
        try {
            Optional<Path> path = generations.draft();
            Optional<Generation> left = path.isEmpty() ? Optional.empty() : openDraft(path.get());
            if (left.isEmpty()) {
                generations.discardDraft();
                return Optional.empty();
            }
            return Optional.of(new LuceneDraft(new Drafting(path.get()), left.get(), meanings));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Optional<Generation> openDraft(Path path) throws IOException {
        try {
            Optional<Generation> left = Generation.open(path, this::warm);
            if (left.isPresent() && !left.get().model().equals(embedder.model())) {
                left.get().close();
                return Optional.empty();
            }
            return left;
        } catch (IOException | RuntimeException e) {
            LOG.warn("The search index that was being made in {} is damaged; it is begun anew", path, e);
            return Optional.empty();
        }
    }

    /** What a draft needs of the index beside which it is made. */
    private final class Drafting implements LuceneDraft.Beside {
        private final Path path;

        Drafting(Path path) {
            this.path = path;
        }

        @Override
        public <T> T knowing(LuceneDraft.Reading<T> reading) throws IOException {
            Generation old = current;
            if (old == null || !old.model().equals(embedder.model())) {
                return reading.read(new KnownVectors(null));
            }
            IndexSearcher before = old.acquire();
            try {
                return reading.read(new KnownVectors(before.getIndexReader()));
            } finally {
                old.release(before);
            }
        }

        @Override
        public void makeCurrent() throws IOException {
            generations.makeCurrent(path);
        }

        @Override
        public void replaceBy(Generation next) throws IOException {
            writing.lock();
            try {
                replace(next);
            } finally {
                writing.unlock();
            }
        }

        @Override
        public void discard() throws IOException {
            generations.discardDraft();
        }
    }

    private void replace(Generation next) throws IOException {
        Generation old = current;
        current = next;
        if (old != null) {
            old.close();
        }
        generations.sweep();
    }

    /** Waits until the index has come to rest: segments are merged in the background. For measurements. */
    public void settle() {
        writing.lock();
        try {
            serving().settle();
        } catch (IOException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public long size() {
        return reading(
                (generation, searcher) -> (long) searcher.getIndexReader().numDocs());
    }

    private <T> T reading(Reading<T> reading) {
        while (true) {
            Generation generation = serving();
            try {
                IndexSearcher searcher = generation.acquire();
                try {
                    return reading.read(generation, searcher);
                } finally {
                    generation.release(searcher);
                }
            } catch (AlreadyClosedException e) {
                if (generation == current) {
                    throw new ProblemException(ErrorCode.UNAVAILABLE, "The search index is closed.");
                }
                // it was replaced between the two lines: ask its successor
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private Generation serving() {
        Generation generation = current;
        if (generation == null) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The search index is being built.");
        }
        return generation;
    }

    static UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException("the search index failed", cause);
    }

    @Override
    public void close() {
        writing.lock();
        try (generations) {
            Generation generation = current;
            if (generation != null) {
                generation.close();
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    /** What is done with one state of the index. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(Generation generation, IndexSearcher searcher) throws IOException;
    }
}
