package dev.llmmarketplace.core.publishing.approval;

import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.kernel.ApprovalId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question to approvers about one version, and what they have answered. Levels are asked one after the other; nobody
 * answers twice, and the requester never.
 *
 * @param levels the role that each level asks for, the first first; none where trust has answered
 * @param votes in the order in which they came
 * @param expiresAt then it is closed without an answer
 * @param revision grows with each vote
 */
public record Approval(
        ApprovalId id,
        Type type,
        VersionId version,
        Requester requester,
        List<Role> levels,
        State state,
        List<Vote> votes,
        Instant createdAt,
        Instant expiresAt,
        long revision) {
    public Approval {
        levels = List.copyOf(levels);
        votes = List.copyOf(votes);
    }

    /** Who asks. */
    public record Requester(UserId user, OrganisationId organisation) {}

    /** What is asked for. */
    public enum Type implements WireName {
        SERVICE_PUBLISH("service_publish"),
        /** A further version of a service that is there. */
        SERVICE_UPDATE("service_update");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** Where it stands; all but the first are final. */
    public enum State implements WireName {
        PENDING("pending"),
        APPROVED("approved"),
        REJECTED("rejected"),
        CHANGES_REQUESTED("changes_requested"),
        CANCELLED("cancelled"),
        EXPIRED("expired");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** What an approver may answer. */
    public enum Answer implements WireName {
        APPROVE("approve"),
        REJECT("reject"),
        REQUEST_CHANGES("request_changes");

        private final String wireName;

        Answer(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /**
     * @param level from 1
     * @param inPlaceOf null where it was the approver's own
     */
    public record Vote(
            int level,
            UserId approver,
            Answer answer,
            @Nullable String reason,
            Instant at,
            @Nullable UserId inPlaceOf) {}

    /** The role whose turn it is; empty when everybody has approved. */
    public Optional<Role> turn() {
        return levels.stream()
                .skip(votes.stream()
                        .filter(vote -> vote.answer() == Answer.APPROVE)
                        .count())
                .findFirst();
    }

    /** What the last vote that decided it gave as its reason. */
    public Optional<String> reason() {
        return votes.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(votes.getLast().reason());
    }

    /** Where it stands once that has been answered. */
    State after(Answer answer) {
        return switch (answer) {
            case REJECT -> State.REJECTED;
            case REQUEST_CHANGES -> State.CHANGES_REQUESTED;
            case APPROVE -> votes.size() + 1 >= levels.size() ? State.APPROVED : State.PENDING;
        };
    }
}
