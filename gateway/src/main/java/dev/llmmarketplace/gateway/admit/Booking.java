package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.wire.Decimals;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reservation of one call: chooses an output bound that the accounts can carry, takes the units, and waits for
 * the authority, without blocking, only when they are not here. Belongs to one event loop.
 *
 * <p>The bound of a plain call is what the caller or the service allows, but no more than a quarter of what is left, so
 * that a few calls in flight do not starve the rest; never less than nearly all answers need, unless there is no more. A
 * stream begins with what answers usually need and grows.
 */
final class Booking {
    private static final int SHARE = 4;
    private static final long LEAST_USEFUL = 16;
    private static final int ROUNDS = 5;

    private final Demand demand;
    private final @Nullable LeasedAccount tokens;
    private final @Nullable LeasedAccount money;
    private final Executor loop;
    private final Consumer<Outcome> asker;
    private int rounds;

    /** What came of it. */
    sealed interface Outcome {
        /** @param bound answer tokens per choice that the provider must be held to; UNBOUNDED when none need be named */
        record Booked(Reservation reservation, long bound) implements Outcome {}

        record NotBooked(WireError error) implements Outcome {}
    }

    Booking(
            Demand demand,
            @Nullable LeasedAccount tokens,
            @Nullable LeasedAccount money,
            Executor loop,
            Consumer<Outcome> asker) {
        this.demand = demand;
        this.tokens = tokens;
        this.money = money;
        this.loop = loop;
        this.asker = asker;
    }

    /** Tells the asker, at once or later on the loop. */
    void attempt() {
        long tokensLeft = left(tokens);
        long nanosLeft = left(money);
        long affordable = demand.outputWithin(tokensLeft, nanosLeft);
        if (affordable < Math.min(demand.mostOutput(), LEAST_USEFUL)) {
            tooLittle();
            return;
        }
        long bound = Math.min(demand.mostOutput(), affordable);
        if (!demand.streamed()) {
            long share =
                    demand.outputWithin(share(tokensLeft, demand.promptTokens()), share(nanosLeft, demand.nanos(0)));
            bound = Math.min(bound, Math.max(share, demand.leastOutput()));
        }
        take(bound, demand.streamed() ? Math.min(bound, demand.usualOutput()) : bound);
    }

    private static long left(@Nullable LeasedAccount account) {
        return account == null ? Long.MAX_VALUE : account.left();
    }

    private static long share(long left, long prompt) {
        return left == Long.MAX_VALUE ? left : prompt + Math.max(0, left - prompt) / SHARE;
    }

    private void take(long bound, long output) {
        long neededTokens = demand.tokens(output);
        long neededNanos = demand.nanos(output);
        Reservation reservation = new Reservation(tokens, money, 0, 0);
        if (reservation.cover(neededTokens, neededNanos)) {
            boolean name = bound < demand.mostOutput() || demand.mustBound();
            asker.accept(new Outcome.Booked(reservation, name ? bound : RequestShape.UNBOUNDED));
        } else if (rounds++ == ROUNDS || !reservation.await(neededTokens, neededNanos, this::again)) {
            refuse();
        }
    }

    /** What is known to be left does not carry the call; the authority may know better. */
    private void tooLittle() {
        LeasedAccount poor = poor();
        if (poor == null || rounds++ == ROUNDS || !poor.worthAsking()) {
            refuse();
        } else {
            long wanted = poor == tokens ? demand.tokens(hopedFor()) : demand.nanos(hopedFor());
            poor.await(Math.max(1, wanted - poor.free()), this::again);
        }
    }

    private long hopedFor() {
        return Math.min(demand.mostOutput(), demand.leastOutput());
    }

    private @Nullable LeasedAccount poor() {
        boolean ofTokens = tokens != null && demand.outputWithin(tokens.left(), Long.MAX_VALUE) < hopedFor();
        return ofTokens ? tokens : money;
    }

    private void again() {
        loop.execute(this::attempt);
    }

    private void refuse() {
        asker.accept(new Outcome.NotBooked(refusal()));
    }

    private WireError refusal() {
        if (tokens != null && tokens.unreachable() || money != null && money.unreachable()) {
            return undetermined();
        }
        LeasedAccount poor = poor();
        if (poor == null) {
            return undetermined();
        }
        return poor == tokens ? quota(poor) : budget(poor);
    }

    private static WireError undetermined() {
        return WireError.of(
                ErrorCode.UNAVAILABLE, "The remaining allowance cannot be determined at present. Try again shortly.");
    }

    private WireError quota(LeasedAccount account) {
        return WireError.of(
                ErrorCode.QUOTA_EXHAUSTED,
                "The plan allows " + account.limit() + " tokens this month and " + account.left()
                        + " of them are left; this call may need " + demand.tokens(demand.leastOutput()) + ".");
    }

    private WireError budget(LeasedAccount account) {
        return WireError.of(
                ErrorCode.BUDGET_EXHAUSTED,
                "The budget of this month is " + Decimals.ofNanos(account.limit()) + " and "
                        + Decimals.ofNanos(account.left()) + " of it is left; this call may cost "
                        + Decimals.ofNanos(demand.nanos(demand.leastOutput())) + ".");
    }
}
