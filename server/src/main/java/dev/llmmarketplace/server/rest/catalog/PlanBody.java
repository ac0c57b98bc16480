package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What publishing a manifest would change.
 *
 * @param present the number of the version that is compared with; absent for a new service
 * @param changes of what {@link ServiceBody} shows of it
 * @param revises the listing to change; absent unless a revision is enough
 */
record PlanBody(
        Action action,
        @Nullable String present,
        List<Change> changes,
        @Nullable Revises revises) {
    PlanBody(Action action, @Nullable String present, List<Change> changes) {
        this(action, present, changes, null);
    }

    /** The same, of the listing as it stands. */
    PlanBody revising(UUID service, String etag) {
        return new PlanBody(action, present, changes, new Revises(service, etag));
    }

    enum Action {
        CREATE,
        UPDATE,
        REVISE,
        UNCHANGED,
        CONFLICT
    }

    /** @param etag of its listing as it was compared */
    record Revises(UUID service, String etag) {}

    /**
     * @param field JSON pointer
     * @param before absent for what is new
     * @param after absent for what is gone
     */
    record Change(
            String field,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
