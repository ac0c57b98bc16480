package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ranking.Ranking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers what it was given, and how deep; finds all of it. */
class FakeIndex implements SearchIndex {
    private final Map<ServiceId, Depth> services = new LinkedHashMap<>();
    private @Nullable Position position;
    private boolean meaningBroken;
    private int rebuilds;

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

    @Override
    public synchronized void rebuild(Source source, Position from) {
        Map<ServiceId, Depth> next = new LinkedHashMap<>();
        source.readAll(service -> next.put(service.service(), Depth.WORDS));
        services.clear();
        services.putAll(next);
        position = from;
        rebuilds++;
    }

    @Override
    public synchronized long size() {
        return services.size();
    }

    @Override
    public void close() {}
}
