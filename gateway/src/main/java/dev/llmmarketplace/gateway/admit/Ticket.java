package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.RequestShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The right to forward one call, with all that was taken for it. Closed exactly once, whatever the ending; what was not
 * settled by then is given back whole. Belongs to one event loop.
 */
public final class Ticket implements AutoCloseable {
    private final RingKey key;
    private final Grant grant;
    private final Target target;
    private final Target.Way way;
    private final Demand demand;
    private final Held held;
    private long usedTokens;
    private boolean closed;

    /** What was taken for the call. */
    record Held(Passage passage, Reservation reservation, long bound, int excluded) {}

    Ticket(RingKey key, Grant grant, Target target, Target.Way way, Demand demand, Held held) {
        this.key = key;
        this.grant = grant;
        this.target = target;
        this.way = way;
        this.demand = demand;
        this.held = held;
    }

    RingKey key() {
        return key;
    }

    /** Who calls. */
    public OrganisationId consumer() {
        return key.organisation();
    }

    public Grant grant() {
        return grant;
    }

    public Target target() {
        return target;
    }

    public Target.Way way() {
        return way;
    }

    /** Bits of the endpoints to which the call may not go, neither at first nor after a failure. */
    public int excluded() {
        return held.excluded;
    }

    public Reservation reservation() {
        return held.reservation;
    }

    /** Answer tokens per choice that the provider must be told, or UNBOUNDED. */
    public long bound() {
        return held.bound;
    }

    /** Answer tokens per choice that can be, told or not. */
    public long mostOutput() {
        return held.bound == RequestShape.UNBOUNDED ? demand.mostOutput() : held.bound;
    }

    /** Answers that are generated; 0 with embeddings. */
    public int choices() {
        return demand.choices();
    }

    /** What a call used, which came to its end, tells how much is to be reserved for others like it. */
    public void learn(Usage used) {
        if (demand.choices() > 0) {
            target.history().add(demand.outputOf(used));
        }
    }

    /** Makes sure that {@code output} answer tokens in all are reserved; false when the units are not at hand. */
    public boolean cover(long output) {
        return held.reservation.cover(demand.tokensFor(output), demand.nanosFor(output));
    }

    /**
     * Asks the authority for the units that {@link #cover} lacked.
     *
     * @param wake runs on some thread when it has answered
     * @return false when there is no hope; nothing is asked then
     */
    public boolean awaitCover(long output, Runnable wake) {
        return held.reservation.await(demand.tokensFor(output), demand.nanosFor(output), wake);
    }

    public UsageRecord.Parties parties() {
        return new UsageRecord.Parties(
                key.id(),
                key.organisation(),
                grant.subscription().id(),
                target.service().provider(),
                target.service().service(),
                target.service().version());
    }

    /** Spends this much of the reservation and gives the rest back. */
    public void settle(long tokens, long nanos) {
        held.reservation.settle(tokens, nanos);
        usedTokens = tokens;
    }

    /** The most that the call can cost, in nano-units of its prices' currency. */
    public long priceCeiling() {
        return demand.nanos(mostOutput());
    }

    /** How every limit stands that the call has passed. */
    public List<LimitState> limits() {
        List<LimitState> states = new ArrayList<>();
        held.passage.describe(states);
        held.reservation.describe(states);
        return states;
    }

    /** The call was not made after all: gives back whatever was taken for it, its request too. */
    public void cancel() {
        if (!closed) {
            closed = true;
            held.reservation.settle(0, 0);
            held.passage.cancel();
        }
    }

    /** Leaves the seats, and gives the reservation back if it was not settled. Further calls do nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        held.passage.leave(usedTokens);
        if (!held.reservation.settled()) {
            held.reservation.settle(0, 0);
        }
    }
}
