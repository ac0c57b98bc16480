package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;
import java.util.Optional;

/**
 * An index in the making, beside the one that serves. Filled with services by ascending id, then brought up to the catalogue's
 * events, then put in the place of the other. What was saved outlives the process, see {@link SearchIndex#resumeDraft}.
 * Blocking; for one thread, {@link #size} and {@link #pack} from any.
 */
public interface IndexDraft extends AutoCloseable {
    /** The last service that was put in by {@link #fill}; empty before the first. */
    Optional<ServiceId> filledTo();

    /** Up to which event it is. */
    DomainEvent.Position position();

    /** How many services it holds, saved or not. */
    long size();

    /** The end of the events when it was saved last; where it was begun before that. */
    DomainEvent.Position newest();

    /**
     * Puts in services, ids ascending and all above {@link #filledTo}, each in the place of what {@link #apply} has put in of
     * it; with vectors only where the same text has been embedded before.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} while the kept vectors cannot be read;
     *     nothing was put in then
     */
    void fill(List<ServiceVersion> next);

    /** Brings in what events tell of, as {@link SearchIndex#apply}, to the depth of words. Throws as {@link #fill}. */
    void apply(List<ServiceVersion> present, List<ServiceId> gone, DomainEvent.Position position);

    /**
     * Makes durable what was put in.
     *
     * @param newest the end of the events after the last of it was read: a catalogue that ends before is an older one
     */
    void save(DomainEvent.Position newest);

    /**
     * Waits until it is fit to be searched, once all is in: for minutes where it is large. From any thread, while nothing is put in.
     */
    void pack();

    /** Makes it the one that serves, durably; the other is deleted when its last search has ended. Ends the draft. */
    void serve();

    /** Deletes it. */
    void discard();

    /** Leaves it as it was saved last, to be resumed; does nothing when it serves or was discarded. */
    @Override
    void close();
}
