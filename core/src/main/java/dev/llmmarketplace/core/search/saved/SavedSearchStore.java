package dev.llmmarketplace.core.search.saved;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.SavedSearchId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.notification.Inbox;
import dev.llmmarketplace.core.notification.Notification;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps saved searches, with what has answered each. Blocking; thread-safe. */
public interface SavedSearchStore {
    /**
     * @param known services that answer it already
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when the owner has one of that name, or
     *     {@link SavedSearch#MOST}
     */
    void create(SavedSearch search, Collection<ServiceId> known);

    /** By name. */
    List<SavedSearch> list(Inbox.Owner owner);

    /** False when the owner has none of that id. */
    boolean delete(Inbox.Owner owner, SavedSearchId id);

    /** Hands over all there are, whosever. */
    void readAll(Consumer<SavedSearch> reader);

    /** Up to which event of the catalogue owners have been told; empty before the first time. */
    Optional<Position> position();

    /** Goes on to {@code position}, nobody being told anything. */
    void advance(Position position);

    /**
     * Adds what answers a search, and puts the notifications of what did not before; one transaction, so that nobody is told
     * twice.
     *
     * @param answers notifications by the service that each is about
     */
    void tell(SavedSearchId search, Map<ServiceId, Notification> answers);
}
