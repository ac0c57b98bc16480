package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.WireError;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call that lasts may go on: what its admission asked of snapshots is asked again. Rates and seats are not, for
 * they were paid at its beginning; nor is what it holds of its accounts, unless the whole limit became less than that.
 * Thread-safe.
 */
public final class Standing {
    private final Gatekeeper.Snapshots snapshots;

    Standing(Gatekeeper.Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Why the call with that ticket must end; null while it may go on. */
    public @Nullable WireError objection(Ticket ticket, long nowMillis) {
        RingKey key = snapshots.keys().find(ticket.key().digest());
        if (key == null) {
            return WireError.of(ErrorCode.INVALID_API_KEY, "The API key was revoked.");
        }
        if (key.expiresAtMillis() <= nowMillis) {
            return WireError.of(ErrorCode.INVALID_API_KEY, "The API key has expired.");
        }
        Target target = ticket.target();
        if (!target.service().visibleTo(key.organisation())) {
            return Refusals.unknownModel(target.label()).error();
        }
        if (!key.reaches(target)) {
            return Refusals.outOfScope(target).error();
        }
        Verdict denial = snapshots.verdicts().denial(key.organisation(), target, nowMillis);
        if (denial != null) {
            return Refusals.denied(denial, target).error();
        }
        Grant grant =
                snapshots.grants().find(key.organisation(), target.service().service());
        if (grant == null) {
            return Refusals.notSubscribed(target).error();
        }
        return overdrawn(ticket.reservation(), key, grant);
    }

    private @Nullable WireError overdrawn(Reservation held, RingKey key, Grant grant) {
        if (grant.hasQuota() && grant.subscription().plan().tokensPerMonth() < held.heldTokens()) {
            return WireError.of(ErrorCode.QUOTA_EXHAUSTED, "The plan now allows less than this call has used.");
        }
        ProjectMeters.Meter project = snapshots.projects().of(key);
        if (less(snapshots.purses().find(key.organisation()), held)) {
            return lowered(BudgetOwner.ORGANISATION);
        }
        if (project != null && less(project.purse(), held)) {
            return lowered(BudgetOwner.PROJECT);
        }
        return less(key.purse(), held) ? lowered(BudgetOwner.KEY) : null;
    }

    private static boolean less(@Nullable Purse purse, Reservation held) {
        return purse != null && purse.nanos() < held.heldNanos();
    }

    private static WireError lowered(BudgetOwner owner) {
        return new WireError(
                ErrorCode.BUDGET_EXHAUSTED,
                owner.possessive() + " budget of this month is now less than this call has used.",
                null,
                owner.raise());
    }
}
