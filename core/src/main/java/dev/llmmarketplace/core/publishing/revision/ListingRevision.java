package dev.llmmarketplace.core.publishing.revision;

import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.ListingHistory.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a listing was changed without a new version.
 *
 * @param number 1, 2, … of the version
 * @param by whose people did it
 * @param actor only when it was one of the provider's people
 * @param changes texts as they were and as they are, whole
 */
public record ListingRevision(
        VersionId version,
        int number,
        Instant at,
        Side by,
        @Nullable UserId actor,
        List<ListingChange> changes) {
    public ListingRevision {
        changes = List.copyOf(changes);
    }
}
