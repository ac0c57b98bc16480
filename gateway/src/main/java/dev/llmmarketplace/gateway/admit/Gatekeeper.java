package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.gateway.admit.Admission.Refused;
import dev.llmmarketplace.gateway.admit.Throttle.Denial;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.route.Routes;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.NextStep;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: key, address, scope, model, policies, service, subscription, residency, rates and seats, quota, budgets,
 * in this order, the cheap and telling ones first. The limits of the subscription, the key, its project, the service and the
 * organisation hold at once.
 * Thread-safe.
 */
public final class Gatekeeper {
    private static final String BEARER = "bearer ";
    private static final long RETRY_SOON = 1_000_000_000;

    private final KeyHasher hasher;
    private final KeyRing keys;
    private final ProjectMeters projects;
    private final Routes routes;
    private final Grants grants;
    private final Purses purses;
    private final Verdicts verdicts;
    private final OwnRules rules;
    private final LeasedAccounts accounts;
    private final Standing standing;
    private final ServiceThrottles services = new ServiceThrottles();

    /** The snapshots that admission reads. */
    public record Snapshots(
            KeyRing keys,
            ProjectMeters projects,
            Routes routes,
            Grants grants,
            Purses purses,
            Verdicts verdicts,
            OwnRules rules) {}

    /** Whose call it is. */
    public sealed interface Identity {
        record Known(RingKey key) implements Identity {}

        record Unknown(WireError error) implements Identity {}
    }

    public Gatekeeper(KeyHasher hasher, Snapshots snapshots, LeasedAccounts accounts) {
        this.hasher = hasher;
        this.keys = snapshots.keys();
        this.projects = snapshots.projects();
        this.routes = snapshots.routes();
        this.grants = snapshots.grants();
        this.purses = snapshots.purses();
        this.verdicts = snapshots.verdicts();
        this.rules = snapshots.rules();
        this.accounts = accounts;
        this.standing = new Standing(snapshots);
    }

    /**
     * What a caller shows of himself.
     *
     * @param authorization the header; null when missing
     * @param apiKey the {@code x-api-key} header; null when missing
     * @param address of the caller, as numbers; asked for only when the key restricts it
     */
    public record Visitor(
            @Nullable String authorization, @Nullable String apiKey, Supplier<String> address) {
        @Nullable
        String secret() {
            if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                return authorization.substring(BEARER.length()).strip();
            }
            return apiKey;
        }
    }

    /** Looks the key up, before the body is read; {@link #within} tells what it may ask for. */
    public Identity identify(Visitor visitor, long nowMillis) {
        String secret = visitor.secret();
        if (secret == null) {
            return unknown(
                    ErrorCode.UNAUTHENTICATED,
                    "An API key is needed. Send it as 'Authorization: Bearer llm_mk_…' or as 'x-api-key'.");
        }
        RingKey key = keys.find(hasher.digest(secret));
        if (key == null) {
            return unknown(ErrorCode.INVALID_API_KEY, "The API key is not known or was revoked.");
        }
        if (key.expiresAtMillis() <= nowMillis) {
            return unknown(ErrorCode.INVALID_API_KEY, "The API key has expired.");
        }
        if (key.restrictsAddresses()) {
            String address = visitor.address().get();
            if (!key.mayCallFrom(address)) {
                return unknown(ErrorCode.FORBIDDEN, "The API key may not be used from " + address + ".");
            }
        }
        return new Identity.Known(key);
    }

    /** The same key, when its scopes include the route. */
    public Identity within(RingKey key, Route route) {
        return key.reaches(route)
                ? new Identity.Known(key)
                : unknown(ErrorCode.FORBIDDEN, "The API key's scopes do not include '" + route.scope() + "'.");
    }

    private static Identity unknown(ErrorCode code, String message) {
        return new Identity.Unknown(
                new WireError(code, message, null, NextStep.of("use_another_key", "POST /api/v1/keys")));
    }

    /** For calls that last. */
    public Standing standing() {
        return standing;
    }

    /** What an address means, whoever asks; null when there is nothing. See {@link Routes#identified}. */
    public @Nullable Target identified(String id) {
        return routes.identified(id);
    }

    /**
     * What is to be admitted.
     *
     * @param residency where the request itself may go, beside what its organisation wants
     * @param failed services that have failed the request already; for a model's name they are not chosen again
     */
    public record Errand(
            RingKey key, Route route, RequestShape shape, Residency residency, Set<ServiceId> failed, long nowMillis) {
        /** Of a request that was not tried before. */
        public Errand(RingKey key, Route route, RequestShape shape, Residency residency, long nowMillis) {
            this(key, route, shape, residency, Set.of(), nowMillis);
        }

        /** True when it names a model, and any service that serves it will do. */
        public boolean leavesServiceOpen() {
            return shape.model().startsWith(ModelChoice.PREFIX);
        }

        /** The same after that service has failed. */
        public Errand without(ServiceId service) {
            Set<ServiceId> more = new HashSet<>(failed);
            more.add(service);
            return new Errand(key, route, shape, residency, more, nowMillis);
        }
    }

    /** Decides and tells {@code asker}: at once, or later on {@code loop} when a lease had to be waited for. */
    public void admit(Errand errand, Executor loop, Consumer<Admission> asker) {
        String model = errand.shape().model();
        if (errand.leavesServiceOpen()) {
            List<Target> serving = visible(routes.serving(model.substring(ModelChoice.PREFIX.length())), errand);
            ModelChoice.among(serving, grants, errand, (target, told) -> admit(errand, target, loop, told), asker);
            return;
        }
        Target target = routes.find(model);
        if (target == null || !target.service().visibleTo(errand.key().organisation())) {
            asker.accept(Refusals.unknownModel(model));
        } else {
            admit(errand, target, loop, asker);
        }
    }

    private static List<Target> visible(List<Target> serving, Errand errand) {
        List<Target> visible = new ArrayList<>(serving.size());
        for (Target target : serving) {
            if (target.service().visibleTo(errand.key().organisation())) {
                visible.add(target);
            }
        }
        return visible;
    }

    private void admit(Errand errand, Target target, Executor loop, Consumer<Admission> asker) {
        RingKey key = errand.key();
        Target.Way way = target.way();
        Grant grant = grants.find(key.organisation(), target.service().service());
        Verdict denial = verdicts.denial(key.organisation(), target, errand.nowMillis());
        if (!key.reaches(target)) {
            asker.accept(Refusals.outOfScope(target));
        } else if (denial != null) {
            asker.accept(Refusals.denied(denial, target));
        } else if (way == null) {
            asker.accept(Refusals.notCallable(target));
        } else if (grant == null) {
            asker.accept(Refusals.notSubscribed(target));
        } else if (errand.route().in(way.dialect()) == null) {
            asker.accept(Refusals.notServed(target, way, errand.route()));
        } else {
            int excluded = excluded(errand, way.destinations());
            if (way.destinations().first(excluded) == Destinations.NONE) {
                asker.accept(nowhere(errand, target, way.destinations()));
                return;
            }
            Demand demand = Demand.of(errand.route(), errand.shape(), target, way);
            ProjectMeters.Meter project = projects.of(key);
            Passage passage = new Passage(
                    key.throttle(),
                    project == null ? null : project.throttle(),
                    services.of(target),
                    grant.throttle(),
                    demand.likelyTokens());
            enter(
                    new Entry(key, project, grant, target, way, excluded, demand, passage, loop, asker),
                    errand.nowMillis());
        }
    }

    /** Bits of the endpoints to which the call may not go, whatever happens to it. */
    private int excluded(Errand errand, Destinations destinations) {
        OrganisationId consumer = errand.key().organisation();
        int excluded = verdicts.denied(consumer, destinations, errand.nowMillis());
        ConsumptionRules own = rules.find(consumer);
        if (own != null) {
            excluded |= destinations.outside(own.residency());
        }
        return errand.residency().restricts() ? excluded | destinations.outside(errand.residency()) : excluded;
    }

    /** Why there is no endpoint left: of several reasons, the one that the caller can do most about. */
    private Refused nowhere(Errand errand, Target target, Destinations destinations) {
        OrganisationId consumer = errand.key().organisation();
        int asked = destinations.outside(errand.residency());
        if (destinations.first(asked) == Destinations.NONE) {
            return Refusals.outside(errand.residency(), target, true);
        }
        ConsumptionRules own = rules.find(consumer);
        int left = destinations.first(asked | (own == null ? 0 : destinations.outside(own.residency())));
        if (own != null && left == Destinations.NONE) {
            return Refusals.outside(own.residency(), target, false);
        }
        Verdict denial = verdicts.denial(consumer, destinations.at(Math.max(left, 0)), errand.nowMillis());
        return denial == null ? Refusals.outside(errand.residency(), target, true) : Refusals.denied(denial, target);
    }

    private record Entry(
            RingKey key,
            ProjectMeters.@Nullable Meter project,
            Grant grant,
            Target target,
            Target.Way way,
            int excluded,
            Demand demand,
            Passage passage,
            Executor loop,
            Consumer<Admission> asker) {}

    private void enter(Entry entry, long nowMillis) {
        Denial denial = entry.passage.enter(System.nanoTime());
        if (denial == null) {
            book(entry, nowMillis);
        } else {
            entry.asker.accept(Refusals.rate(denial, entry.grant, entry.target));
        }
    }

    private void book(Entry entry, long nowMillis) {
        Purse purse = purses.find(entry.key.organisation());
        Purse projectPurse = entry.project == null ? null : entry.project.purse();
        Purse keyPurse = entry.key.purse();
        Refused mismatch = mismatch(entry, purse, BudgetOwner.ORGANISATION);
        mismatch = mismatch == null ? mismatch(entry, projectPurse, BudgetOwner.PROJECT) : mismatch;
        mismatch = mismatch == null ? mismatch(entry, keyPurse, BudgetOwner.KEY) : mismatch;
        if (mismatch != null) {
            entry.passage.cancel();
            entry.asker.accept(mismatch);
            return;
        }
        Funds funds = new Funds(
                entry.grant.hasQuota() ? entry.grant.tokens(accounts, nowMillis) : null,
                account(purse, nowMillis),
                account(projectPurse, nowMillis),
                account(keyPurse, nowMillis));
        new Booking(entry.demand, funds, entry.loop, outcome -> booked(entry, outcome)).attempt();
    }

    private @Nullable LeasedAccount account(@Nullable Purse purse, long nowMillis) {
        return purse == null ? null : purse.account(accounts, nowMillis);
    }

    /** A budget covers what is priced in its currency. */
    private static @Nullable Refused mismatch(Entry entry, @Nullable Purse purse, BudgetOwner owner) {
        return purse == null || purse.currency().equals(entry.way.prices().currency())
                ? null
                : Refusals.otherCurrency(purse, entry.way, owner);
    }

    private static void booked(Entry entry, Booking.Outcome outcome) {
        switch (outcome) {
            case Booking.Outcome.Booked(Reservation reservation, long bound) ->
                entry.asker.accept(new Admission.Admitted(new Ticket(
                        entry.key,
                        entry.grant,
                        entry.target,
                        entry.way,
                        entry.demand,
                        new Ticket.Held(entry.passage, reservation, bound, entry.excluded))));
            case Booking.Outcome.NotBooked(WireError error) -> {
                entry.passage.cancel();
                long wait = error.code() == ErrorCode.UNAVAILABLE ? RETRY_SOON : 0;
                entry.asker.accept(new Refused(error, wait, entry.grant));
            }
        }
    }
}
