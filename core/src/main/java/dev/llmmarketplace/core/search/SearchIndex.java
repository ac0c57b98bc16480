package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where services are found. Thread-safe; searches never wait for writes. */
public interface SearchIndex extends AutoCloseable {
    /**
     * Nothing that {@code viewer} may not see is a hit or counts.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code VALIDATION_FAILED} for a cursor of another query,
     *     {@code UNAVAILABLE} while there is no index
     */
    SearchAnswer search(SearchQuery query, Viewer viewer);

    /** What everybody may see. */
    default SearchAnswer search(SearchQuery query) {
        return search(query, Viewer.ANYBODY);
    }

    /**
     * Services whose names go on as typed: those that begin so first, then those that have a word that does, then, where
     * there are none, those that were probably meant.
     */
    List<ServiceId> suggest(String typed, int limit, Viewer viewer);

    /**
     * True when {@code text} is the name of a service that {@code viewer} sees, but for case, spaces and signs, or is one typing error away from
     * one and right about nothing else.
     */
    boolean isName(String text, Viewer viewer);

    /**
     * Puts the listed versions in (replacing the services' older ones) and takes the gone out. Durable and visible to
     * searches when it returns, together with the position.
     */
    void apply(List<ServiceVersion> present, List<ServiceId> gone, DomainEvent.Position position, Depth depth);

    /**
     * Services that are found by their words only, because their vectors are still to be made; {@code limit} at most. Those
     * with a text that the embedding model has refused lately are left out.
     */
    List<ServiceId> shallow(int limit);

    /** Up to which event the index is; empty when there is none, it is damaged, or it was made with another model. */
    Optional<DomainEvent.Position> position();

    /**
     * Begins a new index beside the one that serves; what was left of another is deleted.
     *
     * @param position where following must go on, taken before the first service is read
     */
    IndexDraft beginDraft(DomainEvent.Position position);

    /** The new index that was begun and neither serves nor was discarded, as it was saved last; empty when there is none that can be gone on with. */
    Optional<IndexDraft> resumeDraft();

    /**
     * Makes a new index from what {@code source} hands over, while the old one serves, then switches over. As deep as
     * {@link Depth#WORDS}. When it is cut off in the middle the old index stays.
     *
     * @param position as {@link #beginDraft}
     */
    default void rebuild(Source source, DomainEvent.Position position) {
        try (IndexDraft draft = beginDraft(position)) {
            try {
                source.readAll(service -> draft.fill(List.of(service)));
            } catch (RuntimeException e) {
                draft.discard();
                throw e;
            }
            draft.pack();
            draft.serve();
        }
    }

    long size();

    @Override
    void close();

    /** How thoroughly services are put in. */
    enum Depth {
        /** At once; with vectors only where the same text has been embedded before. */
        WORDS,
        /** Vectors are made where they lack, some milliseconds each. */
        MEANING
    }

    /** Hands every listed service to the consumer, once. */
    @FunctionalInterface
    interface Source {
        void readAll(Consumer<ServiceVersion> reader);
    }
}
