package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.RequestShape;

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
    private final Reservation reservation;
    private final long bound;
    private boolean closed;

    Ticket(
            RingKey key,
            Grant grant,
            Target target,
            Target.Way way,
            Demand demand,
            Reservation reservation,
            long bound) {
        this.key = key;
        this.grant = grant;
        this.target = target;
        this.way = way;
        this.demand = demand;
        this.reservation = reservation;
        this.bound = bound;
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

    public Reservation reservation() {
        return reservation;
    }

    /** Answer tokens per choice that the provider must be told, or UNBOUNDED. */
    public long bound() {
        return bound;
    }

    /** Answer tokens per choice that can be, told or not. */
    public long mostOutput() {
        return bound == RequestShape.UNBOUNDED ? demand.mostOutput() : bound;
    }

    /** Answers that are generated; 0 with embeddings. */
    public int choices() {
        return demand.choices();
    }

    /** Makes sure that {@code output} answer tokens in all are reserved; false when the units are not at hand. */
    public boolean cover(long output) {
        return reservation.cover(demand.tokensFor(output), demand.nanosFor(output));
    }

    /**
     * Asks the authority for the units that {@link #cover} lacked.
     *
     * @param wake runs on some thread when it has answered
     * @return false when there is no hope; nothing is asked then
     */
    public boolean awaitCover(long output, Runnable wake) {
        return reservation.await(demand.tokensFor(output), demand.nanosFor(output), wake);
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

    /** Leaves the seat, and gives the reservation back if it was not settled. Further calls do nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        grant.seats().leave();
        if (!reservation.settled()) {
            reservation.settle(0, 0);
        }
    }
}
