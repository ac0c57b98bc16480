package dev.llmmarketplace.core.publishing.approval;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.UserId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer which level. Neither the one who answers nor the one in whose place may have had a part in the approval
 * before, so that two levels are always two people's decisions.
 */
final class Voters {
    private final Delegations delegations;

    Voters(Delegations delegations) {
        this.delegations = delegations;
    }

    /**
     * In whose place {@code who} answers; null for his own.
     *
     * @throws ProblemException {@code FORBIDDEN} when he may not
     */
    @Nullable
    UserId standsFor(Principal who, Approval approval) {
        requireOther(who.user(), approval);
        Optional<Role> turn = approval.turn();
        if (turn.isEmpty() || answersAs(who.roles(), turn.get())) {
            return null;
        }
        return delegations.represented(who.user()).stream()
                .filter(absent -> answersAs(absent.roles(), turn.get()) && !hasPart(absent.id(), approval))
                .map(User::id)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.FORBIDDEN,
                        "This level asks for the role " + turn.get().wireName()
                                + ", which neither you have nor anybody in whose place you answer."));
    }

    private static void requireOther(UserId who, Approval approval) {
        if (who.equals(approval.requester().user())) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, "Whoever asks does not answer: another approver must decide.");
        }
        if (hasPart(who, approval)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, "You have answered, or somebody in your place; the next level is another's.");
        }
    }

    private static boolean hasPart(UserId who, Approval approval) {
        return who.equals(approval.requester().user())
                || approval.votes().stream()
                        .anyMatch(vote -> vote.approver().equals(who) || who.equals(vote.inPlaceOf()));
    }

    /** Whoever may approve at all is an approver. */
    private static boolean answersAs(Set<Role> roles, Role role) {
        return role == Role.APPROVER || roles.contains(role) || roles.contains(Role.SUPER_ADMIN);
    }
}
