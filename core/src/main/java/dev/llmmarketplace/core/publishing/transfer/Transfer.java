package dev.llmmarketplace.core.publishing.transfer;

import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.TransferId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service that is offered to another provider. While one is pending it is the only one of its service.
 *
 * @param from whose it was when it was offered
 * @param reason as it was given with the offer
 * @param expiresAt then it can be accepted no more
 * @param decidedBy null while it is pending
 */
public record Transfer(
        TransferId id,
        ServiceId service,
        ServiceName name,
        OrganisationId from,
        OrganisationId to,
        State state,
        @Nullable String reason,
        UserId offeredBy,
        Instant offeredAt,
        Instant expiresAt,
        @Nullable UserId decidedBy,
        @Nullable Instant decidedAt) {

    /** What became of it; all but the first are final. */
    public enum State implements WireName {
        PENDING("pending"),
        ACCEPTED("accepted"),
        /** By whom it was offered to. */
        DECLINED("declined"),
        /** By who has offered it. */
        WITHDRAWN("withdrawn");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** True while it can be accepted. */
    public boolean open(Instant now) {
        return state == State.PENDING && expiresAt.isAfter(now);
    }
}
