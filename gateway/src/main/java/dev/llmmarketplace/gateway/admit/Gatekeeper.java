package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission.Refused;
import dev.llmmarketplace.gateway.route.Routes;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: key, scope, model, service, subscription, rate, seat, quota, budget, in this order, the cheap and
 * telling ones first. Thread-safe.
 */
public final class Gatekeeper {
    private static final String BEARER = "bearer ";

    private final KeyHasher hasher;
    private final KeyRing keys;
    private final Routes routes;
    private final Grants grants;
    private final Purses purses;
    private final LeasedAccounts accounts;

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
     * Looks the key up, before the body is read.
     *
     * @param authorization the header; null when missing
     * @param apiKey the {@code x-api-key} header; null when missing
     */
    public Identity identify(@Nullable String authorization, @Nullable String apiKey, Route route, long nowMillis) {
        String secret = secret(authorization, apiKey);
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
        return key.reaches(route)
                ? new Identity.Known(key)
                : unknown(ErrorCode.FORBIDDEN, "The API key's scopes do not include '" + route.scope() + "'.");
    }

    private static @Nullable String secret(@Nullable String authorization, @Nullable String apiKey) {
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return apiKey;
    }

    private static Identity unknown(ErrorCode code, String message) {
        return new Identity.Unknown(WireError.of(code, message));
    }

    /** Decides and tells {@code asker}: at once, or later on {@code loop} when a lease had to be waited for. */
    public void admit(
            RingKey key, Route route, RequestShape shape, long nowMillis, Executor loop, Consumer<Admission> asker) {
        Target target = routes.find(shape.model());
        if (target == null) {
            asker.accept(refused(
                    ErrorCode.MODEL_NOT_FOUND,
                    "There is no model '" + shape.model()
                            + "'. Name it 'provider/service' or 'provider/service@1.2.3'.",
                    "model"));
            return;
        }
        Target.Way way = target.way();
        Grant grant = grants.find(key.organisation(), target.service().service());
        if (!key.reaches(target.service().service())) {
            asker.accept(refused(
                    ErrorCode.FORBIDDEN, "The API key's scopes do not include '" + target.label() + "'.", "model"));
        } else if (way == null) {
            asker.accept(notCallable(target));
        } else if (grant == null) {
            asker.accept(notSubscribed(target));
        } else {
            enter(new Entry(key, grant, target, way, Demand.of(route, shape, target, way), loop, asker), nowMillis);
        }
    }

    private record Entry(
            RingKey key,
            Grant grant,
            Target target,
            Target.Way way,
            Demand demand,
            Executor loop,
            Consumer<Admission> asker) {}

    private void enter(Entry entry, long nowMillis) {
        Grant grant = entry.grant;
        long wait = grant.bucket().take(System.nanoTime());
        if (wait > 0) {
            entry.asker.accept(tooMany(ErrorCode.RATE_LIMITED, ratePhrase(grant), wait, grant));
        } else if (!grant.seats().take()) {
            entry.asker.accept(tooMany(ErrorCode.CONCURRENCY_LIMITED, seatPhrase(grant), SEAT_WAIT, grant));
        } else {
            book(entry, nowMillis);
        }
    }

    private static final long SEAT_WAIT = 1_000_000_000;

    private void book(Entry entry, long nowMillis) {
        Grant grant = entry.grant;
        Purse purse = purses.find(entry.key.organisation());
        if (purse != null && !sameCurrency(purse, entry.way)) {
            grant.seats().leave();
            entry.asker.accept(otherCurrency(purse, entry.way));
            return;
        }
        LeasedAccount tokens = grant.hasQuota() ? grant.tokens(accounts, nowMillis) : null;
        LeasedAccount money = purse == null ? null : purse.account(accounts, nowMillis);
        new Booking(entry.demand, tokens, money, entry.loop, outcome -> booked(entry, outcome)).attempt();
    }

    private static void booked(Entry entry, Booking.Outcome outcome) {
        switch (outcome) {
            case Booking.Outcome.Booked(Reservation reservation, long bound) ->
                entry.asker.accept(new Admission.Admitted(
                        new Ticket(entry.key, entry.grant, entry.target, entry.way, entry.demand, reservation, bound)));
            case Booking.Outcome.NotBooked(WireError error) -> {
                entry.grant.seats().leave();
                long wait = error.code() == ErrorCode.UNAVAILABLE ? SEAT_WAIT : 0;
                entry.asker.accept(new Refused(error, wait, entry.grant));
            }
        }
    }

    private static boolean sameCurrency(Purse purse, Target.Way way) {
        return purse.budget().perMonth().currency().equals(way.prices().currency());
    }

    private static Refused otherCurrency(Purse purse, Target.Way way) {
        return refused(
                ErrorCode.BUDGET_EXHAUSTED,
                "The organisation's budget is in " + purse.budget().perMonth().currency()
                        + " and the model is priced in " + way.prices().currency() + ", so the budget cannot cover it.",
                "model");
    }

    private static Refused notCallable(Target target) {
        return target.service().status().callable()
                ? refused(
                        ErrorCode.SERVICE_NOT_CALLABLE,
                        "'" + target.label() + "' is listed for information: it has no endpoint, price or credential"
                                + " that this gateway could call it with.",
                        "model")
                : refused(
                        ErrorCode.SERVICE_INACTIVE,
                        "'" + target.label() + "' is "
                                + target.service().status().wireName() + ".",
                        "model");
    }

    private static Refused notSubscribed(Target target) {
        return refused(
                ErrorCode.NOT_SUBSCRIBED,
                "The key's organisation has no subscription to '"
                        + target.service().name() + "'. Subscribe with POST /api/v1/subscriptions.",
                "model");
    }

    private static Refused refused(ErrorCode code, String message, String param) {
        return Refused.of(new WireError(code, message, param));
    }

    private static Refused tooMany(ErrorCode code, String message, long waitNanos, Grant grant) {
        return new Refused(WireError.of(code, message), waitNanos, grant);
    }

    private static String ratePhrase(Grant grant) {
        var plan = grant.subscription().plan();
        return "The plan '" + plan.name() + "' allows " + plan.requestsPerSecond() + " requests per second and "
                + plan.burst() + " at once.";
    }

    private static String seatPhrase(Grant grant) {
        var plan = grant.subscription().plan();
        return "The plan '" + plan.name() + "' allows " + plan.concurrency() + " calls in flight.";
    }
}
