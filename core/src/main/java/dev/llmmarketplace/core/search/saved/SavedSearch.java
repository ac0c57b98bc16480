package dev.llmmarketplace.core.search.saved;

import dev.llmmarketplace.core.kernel.SavedSearchId;
import dev.llmmarketplace.core.notification.Inbox;
import java.time.Instant;

/**
 * A question that somebody keeps.
 *
 * @param slug of the owner's organisation, whose eyes it is asked with
 * @param name unique among the owner's, 1..100 characters
 * @param question JSON, as the search takes it
 */
public record SavedSearch(
        SavedSearchId id, Inbox.Owner owner, String slug, String name, String question, Instant createdAt) {
    /** Of one person. */
    public static final int MOST = 50;
}
