package dev.llmmarketplace.core.publishing.approval;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.DelegationId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Approvers who answer for others. Blocking; thread-safe. */
public final class Delegations {
    private static final Duration LONGEST = Duration.ofDays(90);

    private final DelegationStore store;
    private final AccessStore access;
    private final InstantSource clock;

    public Delegations(DelegationStore store, AccessStore access, InstantSource clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    /** @param from null for now */
    public record Wanted(
            String email,
            @Nullable Instant from,
            Instant until,
            @Nullable String reason) {}

    /**
     * Lets another approver answer in one's own place.
     *
     * @throws ProblemException {@code FORBIDDEN} to who may not approve; {@code VALIDATION_FAILED} when the other one is not
     *     there, may not approve or is oneself, or when it ends in the past, before it begins or after more than 90 days
     */
    public Delegation grant(Principal from, Wanted wanted) {
        from.require(Permission.SERVICE_APPROVE);
        Instant now = clock.instant();
        Instant start = wanted.from() == null ? now : wanted.from();
        requirePeriod(start, wanted.until(), now);
        Delegation delegation = new Delegation(
                DelegationId.next(),
                from.user(),
                approver(wanted.email(), from.user()),
                start,
                wanted.until(),
                wanted.reason(),
                now,
                null);
        store.grant(delegation);
        return delegation;
    }

    private static void requirePeriod(Instant start, Instant end, Instant now) {
        if (!end.isAfter(start)
                || !end.isAfter(now)
                || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new ProblemException(Problem.invalid(
                    "/until",
                    "later than now and than its beginning, by at most " + LONGEST.toDays() + " days",
                    "was " + end,
                    "Choose a time after " + (start.isAfter(now) ? start : now) + "."));
        }
    }

    private UserId approver(String email, UserId from) {
        return access.findUser(email)
                .filter(user -> !user.id().equals(from) && mayApprove(user.roles()))
                .map(User::id)
                .orElseThrow(() -> new ProblemException(Problem.invalid(
                        "/to",
                        "the address of another person who may approve",
                        "was '" + email + "'",
                        "Name an approver, or have that person given the role.")));
    }

    private static boolean mayApprove(Set<Role> roles) {
        return roles.stream().anyMatch(role -> role.permissions().contains(Permission.SERVICE_APPROVE));
    }

    /** One's own, given and received; everybody's for who may see any user. */
    public List<Delegation> list(Principal who) {
        return store.list(who.permits(Permission.USER_READ) ? null : who.user());
    }

    /** @throws ProblemException {@code NOT_FOUND}, also to others than who has given it and who may change users */
    public void revoke(Principal who, DelegationId id) {
        Delegation delegation = store.find(id)
                .filter(found -> found.from().equals(who.user()) || who.permits(Permission.USER_WRITE))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such delegation of yours."));
        store.revoke(delegation.id(), clock.instant());
    }

    /** Those for whom {@code who} answers now, as they are now: who may not approve any more gives no answers. */
    List<User> represented(UserId who) {
        return store.inForce(who, clock.instant()).stream()
                .map(delegation -> access.findUser(delegation.from()))
                .flatMap(Optional::stream)
                .filter(user -> mayApprove(user.roles()))
                .toList();
    }
}
