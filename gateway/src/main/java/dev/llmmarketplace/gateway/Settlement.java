package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.admit.Reservation;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.meter.Bill;
import dev.llmmarketplace.gateway.meter.Billing;
import dev.llmmarketplace.gateway.meter.ClosedRecord;
import dev.llmmarketplace.gateway.meter.Counted;
import dev.llmmarketplace.gateway.meter.OpenCall;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.Decimals;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a forwarded call, the same for every ending and exactly once: the bill, the reservation, the journal, the
 * seat, the counters, in this order. The record is in the journal when {@link #settle} returns.
 */
final class Settlement implements EndedCall {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Station station;
    private final Arrival arrival;
    private final Outbound outbound;
    private final Ticket ticket;
    private final OpenCall open;
    private final @Nullable AnswerKeeper keeper;
    private Outcome outcome = Outcome.INTERRUPTED;
    private Bill bill = Bill.NOTHING;
    private @Nullable Destination destination;
    private long sentAt;
    private long firstByteAt;
    private long firstByte;
    private long duration;
    private int status;
    private int attempts;
    private long requestBytes;
    private long answerBytes;
    private boolean settled;
    private long recordedAt;

    Settlement(Station station, Arrival arrival, Outbound outbound, OpenCall open) {
        this.station = station;
        this.arrival = arrival;
        this.outbound = outbound;
        this.ticket = outbound.ticket();
        this.open = open;
        this.keeper = outbound.keeper();
        station.metrics().forwarded();
    }

    Ticket ticket() {
        return ticket;
    }

    boolean settled() {
        return settled;
    }

    /** The request is sent, the first time or again. */
    void sent() {
        if (attempts++ == 0) {
            sentAt = System.nanoTime();
        }
    }

    /** The endpoint that is asked, or whose answer it will be. */
    void goesTo(Destination endpoint) {
        destination = endpoint;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    /** Nanoseconds since the request came. */
    long age() {
        return System.nanoTime() - arrival.startedAtNanos();
    }

    /** So many bytes more came from the caller. */
    void asks(long bytes) {
        requestBytes += bytes;
    }

    /** So many bytes more came from the provider. */
    void answers(long bytes) {
        answerBytes += bytes;
    }

    /** Bytes that came from either side. */
    long moved() {
        return requestBytes + answerBytes;
    }

    /** Bytes that came from the provider. */
    long answered() {
        return answerBytes;
    }

    @Override
    public UsageRecord.Parties parties() {
        return ticket.parties();
    }

    @Override
    public Route route() {
        return outbound.route();
    }

    @Override
    public boolean streamed() {
        return outbound.streamed();
    }

    @Override
    public Target target() {
        return ticket.target();
    }

    @Override
    public @Nullable Destination destination() {
        return destination;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public int upstreamStatus() {
        return status;
    }

    @Override
    public long firstByteMicros() {
        return firstByte;
    }

    @Override
    public long durationMicros() {
        return duration;
    }

    @Override
    public Usage billed() {
        return bill.billed();
    }

    @Override
    public long costNanos() {
        return bill.nanos();
    }

    @Override
    public String currency() {
        return ticket.way().prices().currency();
    }

    /** The answer begins. */
    void began(AnswerHead head) {
        status = head.status();
        firstByteAt = System.nanoTime();
        if (keeper != null) {
            keeper.begins(status, head.contentType());
        }
    }

    /** A piece of the answer that the caller gets. */
    void passes(byte[] bytes, int from, int to) {
        if (keeper != null) {
            keeper.add(bytes, from, to);
        }
    }

    /** The stream ended without the marker that it is whole. */
    void unmarked() {
        if (keeper != null) {
            keeper.unmarked();
        }
    }

    /** What began is replaced by another answer. */
    void beganInVain() {
        status = 0;
        firstByteAt = 0;
        answerBytes = 0;
    }

    /** @param counted null when the call produced nothing that is billed */
    Bill settle(Outcome ending, @Nullable Counted counted) {
        return end(
                ending,
                counted == null ? null : () -> Billing.of(counted, ticket.way().prices()));
    }

    /** The same with what a session's reports add up to. */
    Bill settleSession(Outcome ending, SessionUsage usage) {
        return end(ending, () -> usage.bill(ticket.way().prices()));
    }

    private Bill end(Outcome ending, @Nullable Supplier<Bill> billing) {
        if (settled) {
            throw new IllegalStateException("call " + open.call() + " is settled already");
        }
        settled = true;
        outcome = ending;
        bill = billing == null || outcome == Outcome.INTERRUPTED ? Bill.NOTHING : covered(billing);
        ticket.settle(bill.billed().totalTokens(), bill.nanos());
        record();
        ticket.close();
        learn();
        keep();
        station.observer().ended(arrival, this);
        return bill;
    }

    /** The answer was kept from an earlier call: nothing was sent, and nothing is billed. */
    void settleFromCache() {
        settled = true;
        firstByteAt = System.nanoTime();
        outcome = Outcome.COMPLETED;
        bill = Bill.FROM_CACHE;
        ticket.settle(0, 0);
        record();
        ticket.close();
        station.observer().ended(arrival, this);
    }

    private Bill covered(Supplier<Bill> billing) {
        Reservation reservation = ticket.reservation();
        try {
            Bill whole = billing.get();
            reservation.cover(whole.billed().totalTokens(), whole.nanos());
            return Billing.within(whole, ticket.way().prices(), reservation.tokens(), reservation.nanos());
        } catch (ArithmeticException e) {
            // Prices beyond what an amount can hold: the call must still be settled and recorded.
            log.error("The cost of call {} cannot be computed; it is not billed", open.call(), e);
            return Bill.NOTHING;
        }
    }

    private void record() {
        firstByte = firstByteAt == 0 ? 0 : Math.max(1, (firstByteAt - arrival.startedAtNanos()) / 1000);
        duration = (System.nanoTime() - arrival.startedAtNanos()) / 1000;
        recordedAt = station.lane()
                .close(
                        open,
                        new ClosedRecord(
                                open.call(),
                                open.position(),
                                firstByte,
                                duration,
                                status,
                                attempts,
                                new Traffic(requestBytes, answerBytes),
                                outcome,
                                bill.reported(),
                                bill.billed(),
                                bill.nanos(),
                                bill.flags()));
        boolean estimate = bill.flags().contains(UsageRecord.Flag.ESTIMATED);
        station.metrics().settled(this, estimate, sentAt == 0 ? 0 : (sentAt - arrival.startedAtNanos()) / 1000);
    }

    /** What is whole is kept just before its end goes out; what is not, at once. */
    private void keep() {
        if (keeper != null) {
            keeper.costs(Decimals.ofNanos(bill.nanos()));
            if (outcome != Outcome.COMPLETED) {
                keeper.end(outcome, bill.nanos() > 0, () -> {});
            }
        }
    }

    private void learn() {
        if (outcome == Outcome.COMPLETED) {
            ticket.learn(outbound.route().opaque() ? bill.used() : bill.billed());
        }
    }

    /** Runs {@code last}, which ends the answer, as soon as the record is as safe as is wanted. */
    void thenEnd(Runnable last) {
        if (keeper == null) {
            whenSafe(last);
        } else {
            keeper.end(outcome, true, () -> whenSafe(last));
        }
    }

    private void whenSafe(Runnable last) {
        if (station.settings().forceBeforeEnd()) {
            station.lane().whenForced(recordedAt, last);
        } else {
            last.run();
        }
    }
}
