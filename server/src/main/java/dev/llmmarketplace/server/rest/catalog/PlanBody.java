package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What publishing a manifest would change.
 *
 * @param present the number of the version that is compared with; absent for a new service
 * @param changes of what {@link ServiceBody} shows of it
 */
record PlanBody(Action action, @Nullable String present, List<Change> changes) {
    enum Action {
        CREATE,
        UPDATE,
        UNCHANGED,
        CONFLICT
    }

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
