package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission.Refused;
import dev.llmmarketplace.gateway.admit.Throttle.Denial;
import dev.llmmarketplace.gateway.route.Routes;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.NextStep;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: key, address, scope, model, service, subscription, rates and seats, quota, budgets, in this order, the
 * cheap and telling ones first. The limits of the subscription, the key, the service and the organisation hold at once.
 * Thread-safe.
 */
public final class Gatekeeper {
    private static final String BEARER = "bearer ";
    private static final long RETRY_SOON = 1_000_000_000;

    private final KeyHasher hasher;
    private final KeyRing keys;
    private final Routes routes;
    private final Grants grants;
    private final Purses purses;
    private final LeasedAccounts accounts;
    private final ServiceThrottles services = new ServiceThrottles();

    /** The snapshots that admission reads. */
    public record Snapshots(KeyRing keys, Routes routes, Grants grants, Purses purses) {}

    /** Whose call it is. */
    public sealed interface Identity {
        record Known(RingKey key) implements Identity {}

        record Unknown(WireError error) implements Identity {}
    }

    public Gatekeeper(KeyHasher hasher, Snapshots snapshots, LeasedAccounts accounts) {
        this.hasher = hasher;
        this.keys = snapshots.keys();
        this.routes = snapshots.routes();
        this.grants = snapshots.grants();
        this.purses = snapshots.purses();
        this.accounts = accounts;
    }

    /**
     * What a caller shows of himself.
     *
     * @param authorization the header; null when missing
     * @param apiKey the {@code x-api-key} header; null when missing
     * @param address of the connection, as numbers; asked for only when the key restricts it
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

    /** Looks the key up, before the body is read. */
    public Identity identify(Visitor visitor, Route route, long nowMillis) {
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
        return key.reaches(route)
                ? new Identity.Known(key)
                : unknown(ErrorCode.FORBIDDEN, "The API key's scopes do not include '" + route.scope() + "'.");
    }

    private static Identity unknown(ErrorCode code, String message) {
        return new Identity.Unknown(
                new WireError(code, message, null, NextStep.of("use_another_key", "POST /api/v1/keys")));
    }

    /** What an address means, whoever asks; null when there is nothing. See {@link Routes#identified}. */
    public @Nullable Target identified(String id) {
        return routes.identified(id);
    }

    /** Decides and tells {@code asker}: at once, or later on {@code loop} when a lease had to be waited for. */
    public void admit(
            RingKey key, Route route, RequestShape shape, long nowMillis, Executor loop, Consumer<Admission> asker) {
        Target target = routes.find(shape.model());
        if (target == null) {
            asker.accept(Refusals.unknownModel(shape.model()));
            return;
        }
        Target.Way way = target.way();
        Grant grant = grants.find(key.organisation(), target.service().service());
        if (!key.reaches(target)) {
            asker.accept(Refusals.outOfScope(target));
        } else if (way == null) {
            asker.accept(Refusals.notCallable(target));
        } else if (grant == null) {
            asker.accept(Refusals.notSubscribed(target));
        } else if (route.in(way.dialect()) == null) {
            asker.accept(Refusals.notServed(target, way, route));
        } else {
            Demand demand = Demand.of(route, shape, target, way);
            Passage passage = new Passage(key.throttle(), services.of(target), grant.throttle(), demand.likelyTokens());
            enter(new Entry(key, grant, target, way, demand, passage, loop, asker), nowMillis);
        }
    }

    private record Entry(
            RingKey key,
            Grant grant,
            Target target,
            Target.Way way,
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
        Purse keyPurse = entry.key.purse();
        Refused mismatch = currencyMismatch(entry, purse, keyPurse);
        if (mismatch != null) {
            entry.passage.cancel();
            entry.asker.accept(mismatch);
            return;
        }
        Funds funds = new Funds(
                entry.grant.hasQuota() ? entry.grant.tokens(accounts, nowMillis) : null,
                purse == null ? null : purse.account(accounts, nowMillis),
                keyPurse == null ? null : keyPurse.account(accounts, nowMillis));
        new Booking(entry.demand, funds, entry.loop, outcome -> booked(entry, outcome)).attempt();
    }

    private static @Nullable Refused currencyMismatch(Entry entry, @Nullable Purse purse, @Nullable Purse keyPurse) {
        String currency = entry.way.prices().currency();
        if (purse != null && !purse.currency().equals(currency)) {
            return Refusals.otherCurrency(purse, entry.way, false);
        }
        return keyPurse != null && !keyPurse.currency().equals(currency)
                ? Refusals.otherCurrency(keyPurse, entry.way, true)
                : null;
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
                        new Ticket.Held(entry.passage, reservation, bound))));
            case Booking.Outcome.NotBooked(WireError error) -> {
                entry.passage.cancel();
                long wait = error.code() == ErrorCode.UNAVAILABLE ? RETRY_SOON : 0;
                entry.asker.accept(new Refused(error, wait, entry.grant));
            }
        }
    }
}
