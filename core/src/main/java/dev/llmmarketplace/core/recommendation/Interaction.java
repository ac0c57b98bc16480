package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;

/** What a user did with a service's listing. */
public record Interaction(UserId user, OrganisationId organisation, ServiceId service, Kind kind, Instant at) {

    /** What was done. */
    public enum Kind implements WireName {
        /** The listing was looked at. */
        VIEW("view"),
        /** It was chosen among hits, trends or recommendations. */
        CLICK("click"),
        /** The service was tried or set up. Calls are metered and need not be told. */
        USE("use");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
