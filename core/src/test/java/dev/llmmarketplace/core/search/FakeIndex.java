package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ranking.Ranking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what it was given, and how deep; finds all of it. */
class FakeIndex implements SearchIndex {
    private final Map<ServiceId, Depth> services = new LinkedHashMap<>();
    private @Nullable Position position;
    private boolean meaningBroken;
    private final List<Integer> portions = new CopyOnWriteArrayList<>();
    private int rebuilds;
    private int begun;
    private volatile boolean switchBroken;
    private volatile boolean vectorsAway;

    synchronized Map<ServiceId, Depth> services() {
        return Map.copyOf(services);
    }

    synchronized int rebuilds() {
        return rebuilds;
    }

    synchronized void damage() {
        position = null;
    }

    synchronized void breakMeaning(boolean broken) {
        meaningBroken = broken;
    }

    @Override
    public synchronized SearchAnswer search(SearchQuery query, Viewer viewer) {
        List<SearchAnswer.Hit> hits = services.keySet().stream()
                .map(service -> new SearchAnswer.Hit(service, 1, Ranking.Parts.NONE, List.of("name")))
                .toList();
        return new SearchAnswer(hits, hits.size(), List.of(), List.of(), Ranking.USUAL.version(), null);
    }

    @Override
    public List<ServiceId> suggest(String typed, int limit, Viewer viewer) {
        return List.of();
    }

    @Override
    public boolean isName(String text, Viewer viewer) {
        return false;
    }

    @Override
    public synchronized void apply(List<ServiceVersion> present, List<ServiceId> gone, Position seen, Depth depth) {
        if (depth == Depth.MEANING && meaningBroken) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "no model");
        }
        present.forEach(service -> services.put(service.service(), depth));
        gone.forEach(services::remove);
        position = seen;
    }

    @Override
    public synchronized List<ServiceId> shallow(int limit) {
        return services.entrySet().stream()
                .filter(entry -> entry.getValue() == Depth.WORDS)
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /** What was saved of an index in the making. */
    private @Nullable FakeDraft left;

    synchronized List<Integer> portions() {
        return List.copyOf(portions);
    }

    synchronized void breakSwitch(boolean broken) {
        switchBroken = broken;
    }

    /** Those that are kept beside the index. */
    void takeVectorsAway(boolean away) {
        vectorsAway = away;
    }

    @Override
    public synchronized IndexDraft beginDraft(Position from) {
        begun++;
        left = new FakeDraft(from);
        return left;
    }

    @Override
    public synchronized Optional<IndexDraft> resumeDraft() {
        return Optional.ofNullable(left);
    }

    synchronized int begun() {
        return begun;
    }

    /** Everything that is put in counts as saved. */
    private final class FakeDraft implements IndexDraft {
        private final Map<ServiceId, Depth> drafted = new LinkedHashMap<>();
        private @Nullable ServiceId filledTo;
        private Position reached;
        private Position newest;

        FakeDraft(Position from) {
            reached = from;
            newest = from;
        }

        @Override
        public Optional<ServiceId> filledTo() {
            return Optional.ofNullable(filledTo);
        }

        @Override
        public Position position() {
            return reached;
        }

        @Override
        public Position newest() {
            return newest;
        }

        @Override
        public long size() {
            return drafted.size();
        }

        @Override
        public void fill(List<ServiceVersion> next) {
            requireVectors();
            portions.add(next.size());
            next.forEach(service -> drafted.put(service.service(), Depth.WORDS));
            filledTo = next.getLast().service();
        }

        @Override
        public void apply(List<ServiceVersion> present, List<ServiceId> gone, Position seen) {
            requireVectors();
            present.forEach(service -> drafted.put(service.service(), Depth.WORDS));
            gone.forEach(drafted::remove);
            reached = seen;
        }

        private void requireVectors() {
            if (vectorsAway) {
                throw new ProblemException(ErrorCode.UNAVAILABLE, "no vectors");
            }
        }

        @Override
        public void save(Position end) {
            newest = end;
        }

        @Override
        public void pack() {}

        @Override
        public void serve() {
            if (switchBroken) {
                throw new UncheckedIOException(new IOException("the disk is full"));
            }
            synchronized (FakeIndex.this) {
                services.clear();
                services.putAll(drafted);
                position = reached;
                left = null;
                rebuilds++;
            }
        }

        @Override
        public void discard() {
            left = null;
        }

        @Override
        public void close() {}
    }

    @Override
    public synchronized long size() {
        return services.size();
    }

    @Override
    public void close() {}
}
