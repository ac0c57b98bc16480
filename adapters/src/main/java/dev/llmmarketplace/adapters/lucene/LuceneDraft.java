package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.IndexDraft;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A generation in the making. Each commit notes up to which service it was filled, and where the events ended. */
final class LuceneDraft implements IndexDraft {
    private static final String FILLED_TO = "filled-to";
    private static final String NEWEST = "newest";

    private final Beside beside;
    private final Generation generation;
    private final Meanings meanings;
    private @Nullable ServiceId filledTo;
    private Position position;
    private Position newest;
    /** Events may have put in services above {@link #filledTo}, here or before it was saved. */
    private boolean mayHoldMore;

    private boolean ended;

    LuceneDraft(Beside beside, Generation generation, Meanings meanings) {
        this.beside = beside;
        this.generation = generation;
        this.meanings = meanings;
        this.position = generation.position();
        String last = generation.note(FILLED_TO);
        this.filledTo = last == null ? null : ServiceId.parse(last);
        String end = generation.note(NEWEST);
        this.newest = end == null ? position : Position.parse(end);
        this.mayHoldMore = generation.written() > 0;
    }

    /** The index that serves meanwhile. */
    interface Beside {
        /** Lends the vectors that it holds. */
        <T> T knowing(Reading<T> reading) throws IOException;

        /** Durably; searches do not know of it yet. */
        void makeCurrent() throws IOException;

        void replaceBy(Generation next) throws IOException;

        void discard() throws IOException;
    }

    /** What is done with vectors while they are lent. */
    interface Reading<T> {
        T read(KnownVectors known) throws IOException;
    }

    @Override
    public Optional<ServiceId> filledTo() {
        return Optional.ofNullable(filledTo);
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public Position newest() {
        return newest;
    }

    @Override
    public long size() {
        return generation.written();
    }

    @Override
    public void fill(List<ServiceVersion> next) {
        doing(() -> beside.knowing(known -> {
            DocumentWriter documents = new DocumentWriter(generation, known, meanings);
            documents.learn(next);
            if (mayHoldMore) {
                documents.put(next);
            } else {
                documents.add(next);
            }
            return next;
        }));
        filledTo = next.getLast().service();
    }

    @Override
    public void apply(List<ServiceVersion> present, List<ServiceId> gone, Position seen) {
        mayHoldMore = true;
        doing(() -> beside.knowing(known -> {
            DocumentWriter documents = new DocumentWriter(generation, known, meanings);
            documents.learn(present);
            documents.put(present);
            for (ServiceId service : gone) {
                generation.remove(service);
            }
            return gone;
        }));
        position = seen;
    }

    @Override
    public void save(Position end) {
        newest = end;
        doing(() -> {
            generation.save(position, notes());
            return position;
        });
    }

    /** Kept until it serves: a process that is killed before that goes on here. */
    private Map<String, String> notes() {
        ServiceId last = filledTo;
        return last == null
                ? Map.of(NEWEST, newest.toString())
                : Map.of(NEWEST, newest.toString(), FILLED_TO, last.toString());
    }

    @Override
    public void pack() {
        doing(() -> {
            generation.awaitMerges();
            return generation;
        });
    }

    @Override
    public void serve() {
        doing(() -> {
            generation.commit(position, notes());
            beside.makeCurrent();
            ended = true; // whatever fails from here on: searches may be at it
            beside.replaceBy(generation);
            return position;
        });
    }

    @Override
    public void discard() {
        close();
        doing(() -> {
            beside.discard();
            return position;
        });
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            doing(() -> {
                generation.close();
                return position;
            });
        }
    }

    private static void doing(Writing writing) {
        try {
            Object ignored = writing.write();
        } catch (IOException e) {
            throw LuceneSearchIndex.failed(e);
        }
    }

    /** Something that writes. */
    @FunctionalInterface
    private interface Writing {
        Object write() throws IOException;
    }
}
