package dev.llmmarketplace.server.rest.approval;

import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.publishing.approval.Approval;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question to approvers on the wire.
 *
 * @param turn the role that answers next; absent when it is closed
 */
record ApprovalBody(
        UUID id,
        String type,
        UUID versionId,
        UUID requester,
        UUID organisation,
        List<String> levels,
        String state,
        @Nullable String turn,
        List<VoteBody> votes,
        Instant createdAt,
        Instant expiresAt,
        long revision) {

    record VoteBody(
            int level,
            UUID approver,
            String answer,
            @Nullable String reason,
            Instant at,
            @Nullable UUID inPlaceOf) {}

    static ApprovalBody from(Approval approval) {
        boolean open = approval.state() == Approval.State.PENDING;
        return new ApprovalBody(
                approval.id().value(),
                approval.type().wireName(),
                approval.version().value(),
                approval.requester().user().value(),
                approval.requester().organisation().value(),
                approval.levels().stream().map(Role::wireName).toList(),
                approval.state().wireName(),
                open ? approval.turn().map(Role::wireName).orElse(null) : null,
                approval.votes().stream()
                        .map(vote -> new VoteBody(
                                vote.level(),
                                vote.approver().value(),
                                vote.answer().wireName(),
                                vote.reason(),
                                vote.at(),
                                vote.inPlaceOf() == null
                                        ? null
                                        : vote.inPlaceOf().value()))
                        .toList(),
                approval.createdAt(),
                approval.expiresAt(),
                approval.revision());
    }
}
