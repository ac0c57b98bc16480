package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * One index on the disk: written by one thread at a time, searched by any number. What makes up the commit's user data:
 * the event that it has seen last, the embedding model, the schema.
 */
final class Generation implements Closeable {
    private static final String POSITION = "position";
    private static final String MODEL = "model";
    private static final String SCHEMA = "schema";
    private static final double WRITE_BUFFER_MEGABYTES = 64;
    /** Searching takes longer with each segment, and merging builds graphs anew: half of what Lucene would keep. */
    private static final double SEGMENTS_OF_A_SIZE = 4;
    /** One works at a time; when more wait, writers wait too. */
    private static final int MOST_MERGES = 6;

    private static final Similarity SIMILARITY = new WordSimilarity();

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final String model;
    private volatile Position position;

    private Generation(Directory directory, IndexWriter writer, String model, Position position, Warming warming)
            throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, new Warmed(warming));
        this.model = model;
        this.position = position;
    }

    /** An empty index in an empty directory, committed. */
    static Generation create(Path path, String model, Position position, Warming warming) throws IOException {
        Generation made = of(new MMapDirectory(path), model, position, warming);
        try {
            made.commit(position);
            return made;
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(made);
            throw e;
        }
    }

    private static Generation of(Directory directory, String model, Position position, Warming warming)
            throws IOException {
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, configuration(warming));
            return new Generation(directory, writer, model, position, warming);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(writer, directory);
            throw e;
        }
    }

    /**
     * Empty when the index has another schema.
     *
     * @throws IOException when it is damaged; every byte is checked against its sum
     */
    static Optional<Generation> open(Path path, Warming warming) throws IOException {
        Directory directory = new MMapDirectory(path);
        Map<String, String> data = verify(directory);
        String model = data.get(MODEL);
        String position = data.get(POSITION);
        if (!ServiceDocument.SCHEMA.equals(data.get(SCHEMA)) || model == null || position == null) {
            directory.close();
            return Optional.empty();
        }
        return Optional.of(of(directory, model, Position.parse(position), warming));
    }

    private static Map<String, String> verify(Directory directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            return reader.getIndexCommit().getUserData();
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static IndexWriterConfig configuration(Warming warming) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MOST_MERGES, 1);
        TieredMergePolicy segments = new TieredMergePolicy();
        segments.setSegmentsPerTier(SEGMENTS_OF_A_SIZE);
        segments.setFloorSegmentMB(WRITE_BUFFER_MEGABYTES);
        return new IndexWriterConfig(Text.analyzer())
                .setSimilarity(SIMILARITY)
                .setCodec(new VectorCodec())
                .setRAMBufferSizeMB(WRITE_BUFFER_MEGABYTES)
                .setMergePolicy(segments)
                .setMergeScheduler(merges)
                .setMergedSegmentWarmer(warming::warm)
                .setCommitOnClose(false);
    }

    String model() {
        return model;
    }

    Position position() {
        return position;
    }

    /** False after a failed write, for instance on a full disk: searches go on, but nothing more can be written. */
    boolean writable() {
        return writer.isOpen();
    }

    /** Puts in documents of services of which there are none yet; spares looking for them. */
    void add(List<Document> documents) throws IOException {
        for (Document document : documents) {
            writer.addDocument(document);
        }
    }

    void put(ServiceId service, Document document) throws IOException {
        writer.updateDocument(ServiceDocument.id(service), document);
    }

    void remove(ServiceId service) throws IOException {
        writer.deleteDocuments(ServiceDocument.id(service));
    }

    /** Makes what was put and removed durable and visible, with the position. */
    void commit(Position seen) throws IOException {
        commit(seen, Map.of());
    }

    /** @param notes what else is kept, for {@link #note} */
    void commit(Position seen, Map<String, String> notes) throws IOException {
        save(seen, notes);
        searchers.maybeRefreshBlocking();
        position = seen;
    }

    /**
     * Makes what was put and removed durable, and no more visible than it was.
     *
     * @param notes as in {@link #commit(Position, Map)}
     */
    void save(Position seen, Map<String, String> notes) throws IOException {
        Map<String, String> data = new HashMap<>(notes);
        data.put(POSITION, seen.toString());
        data.put(MODEL, model);
        data.put(SCHEMA, ServiceDocument.SCHEMA);
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    /** Waits until no segments are being merged, and makes what was merged durable. */
    void settle() throws IOException {
        awaitMerges();
        commit(position);
    }

    /** Waits until no segments are being merged; durable with the next commit. */
    void awaitMerges() throws IOException {
        writer.maybeMerge();
        if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) {
            merges.sync();
        }
    }

    /** What was noted with the last commit under that name; null for nothing. */
    @Nullable
    String note(String name) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(name)) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    /** How many services were put in and not removed, committed or not. */
    long written() {
        return writer.getDocStats().numDocs;
    }

    /** To be given back by {@link #release}. */
    IndexSearcher acquire() throws IOException {
        return searchers.acquire();
    }

    void release(IndexSearcher searcher) throws IOException {
        searchers.release(searcher);
    }

    /** Searches that are under way end undisturbed. */
    @Override
    public void close() throws IOException {
        try (directory;
                writer;
                searchers) {
            writer.rollback();
        }
    }

    /** What is done with a segment before it is searched. */
    @FunctionalInterface
    interface Warming {
        void warm(LeafReader segment) throws IOException;
    }

    /** The searcher scores as the writer wrote, and no search is the first to meet a segment. */
    private static final class Warmed extends SearcherFactory {
        private final Warming warming;

        Warmed(Warming warming) {
            this.warming = warming;
        }

        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) throws IOException {
            for (LeafReaderContext leaf : reader.leaves()) {
                warming.warm(leaf.reader());
            }
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(SIMILARITY);
            searcher.setQueryCache(null);
            return searcher;
        }
    }
}
