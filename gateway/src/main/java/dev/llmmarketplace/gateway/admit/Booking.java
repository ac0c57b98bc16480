package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reservation of one call: chooses an output bound that the accounts can carry, takes the units, and waits for
 * the authority, without blocking, only when they are not here. Belongs to one event loop.
 *
 * <p>The bound of a plain call is what the caller or the service allows, but no more than an eighth of what is left, so
 * that a few calls in flight do not starve the rest; never less than nearly all answers need, unless there is no more. A
 * stream begins with what answers usually need and grows. When all that is left is held by other calls, it waits for a
 * while: they usually need less than they hold.
 */
final class Booking {
    private static final int SHARE = 8;
    private static final long LEAST_USEFUL = 16;
    private static final int ROUNDS = 5;
    private static final long PATIENCE = 10_000_000_000L;

    private final Demand demand;
    private final Funds funds;
    private final Executor loop;
    private final Consumer<Outcome> asker;
    private final long begunAt = System.nanoTime();
    private int rounds;

    /** What came of it. */
    sealed interface Outcome {
        /** @param bound answer tokens per choice that the provider must be held to; UNBOUNDED when none need be named */
        record Booked(Reservation reservation, long bound) implements Outcome {}

        record NotBooked(WireError error) implements Outcome {}
    }

    Booking(Demand demand, Funds funds, Executor loop, Consumer<Outcome> asker) {
        this.demand = demand;
        this.funds = funds;
        this.loop = loop;
        this.asker = asker;
    }

    /** Tells the asker, at once or later on the loop. */
    void attempt() {
        LeasedAccount quota = funds.tokens();
        if (quota != null && demand.mayReportUnforeseen() && quota.unasked()) {
            // What is not reserved is settled from what is here, so something must be.
            quota.await(Demand.UNFORESEEN, this::again);
            return;
        }
        long tokensLeft = funds.tokensLeft();
        long nanosLeft = funds.nanosLeft();
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

    private static long share(long left, long prompt) {
        return left == Long.MAX_VALUE ? left : prompt + Math.max(0, left - prompt) / SHARE;
    }

    private void take(long bound, long output) {
        long neededTokens = demand.tokens(output);
        long neededNanos = demand.nanos(output);
        Reservation reservation = new Reservation(funds);
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
            long wanted = poor == funds.tokens() ? demand.tokens(hopedFor()) : demand.nanos(hopedFor());
            poor.await(Math.max(1, wanted - poor.free()), this::again);
        }
    }

    private long hopedFor() {
        return Math.min(demand.mostOutput(), demand.leastOutput());
    }

    private @Nullable LeasedAccount poor() {
        if (demand.outputWithin(funds.tokensLeft(), Long.MAX_VALUE) < hopedFor()) {
            return funds.tokens();
        }
        return funds.poorestMoney();
    }

    private void again() {
        loop.execute(this::attempt);
    }

    private void refuse() {
        LeasedAccount poor = poor();
        if (poor != null && poor.mayComeBack() && System.nanoTime() - begunAt < PATIENCE) {
            rounds = 0;
            poor.afterAWhile(this::again);
        } else {
            asker.accept(new Outcome.NotBooked(refusal()));
        }
    }

    private WireError refusal() {
        if (funds.unreachable()) {
            return undetermined();
        }
        LeasedAccount poor = poor();
        if (poor == null) {
            return undetermined();
        }
        return poor == funds.tokens()
                ? Refusals.quota(poor, demand.tokens(demand.leastOutput()))
                : Refusals.budget(poor, demand.nanos(demand.leastOutput()), funds.owner(poor));
    }

    private static WireError undetermined() {
        return WireError.of(
                ErrorCode.UNAVAILABLE, "The remaining allowance cannot be determined at present. Try again shortly.");
    }
}
