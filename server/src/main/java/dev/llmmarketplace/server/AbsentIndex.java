package dev.llmmarketplace.server;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchQuery;
import java.util.List;
import java.util.Optional;

/** Finds nothing; stands in until there is an index. */
final class AbsentIndex implements SearchIndex {
    private Optional<DomainEvent.Position> position = Optional.empty();

    @Override
    public SearchAnswer search(SearchQuery query) {
        return new SearchAnswer(List.of(), 0, List.of(), null);
    }

    @Override
    public synchronized void apply(
            List<ServiceVersion> present, List<ServiceId> gone, DomainEvent.Position next, Depth depth) {
        position = Optional.of(next);
    }

    @Override
    public List<ServiceId> shallow(int limit) {
        return List.of();
    }

    @Override
    public synchronized Optional<DomainEvent.Position> position() {
        return position;
    }

    @Override
    public synchronized void rebuild(Source source, DomainEvent.Position next) {
        position = Optional.of(next);
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void close() {}
}
