package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where services are found. Thread-safe; searches never wait for writes. */
public interface SearchIndex extends AutoCloseable {
    SearchAnswer search(SearchQuery query);

    /**
     * Puts the current listed versions in (replacing the services' older ones) and takes the gone out. Durable and visible to
     * searches when it returns, together with the position.
     */
    void apply(List<ServiceVersion> present, List<ServiceId> gone, DomainEvent.Position position);

    /** Up to which event the index is; empty when there is none, it is damaged, or it was made with another model. */
    Optional<DomainEvent.Position> position();

    /**
     * Makes a new index from what {@code source} hands over, while the old one serves, then switches over.
     *
     * @param position where following must go on, taken before the source was read
     */
    void rebuild(Source source, DomainEvent.Position position);

    long size();

    @Override
    void close();

    /** Hands every listed service to the consumer. */
    @FunctionalInterface
    interface Source {
        void readAll(Consumer<ServiceVersion> reader);
    }
}
