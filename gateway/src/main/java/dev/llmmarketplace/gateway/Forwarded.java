package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.AnswerListener;
import dev.llmmarketplace.gateway.forward.Exchange;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.forward.UpstreamRequest;
import dev.llmmarketplace.gateway.meter.OpenCall;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.route.Itinerary;
import dev.llmmarketplace.gateway.route.OutputHistory;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call that is recorded as open: {@link #send} the request, once more where that is safe ({@link Retries}), hand the
 * answer on, settle. Whatever happens, it is settled exactly once. Belongs to one event loop.
 */
final class Forwarded implements AnswerListener {
    private final Station station;
    private final Arrival arrival;
    private final Outbound outbound;
    private final Settlement settlement;
    private final Itinerary itinerary;
    private final Hedging hedging;
    /** Null where nothing may take its place. */
    private final @Nullable Successor successor;

    private final long deadline;
    private @Nullable Exchange exchange;
    private @Nullable Answer answer;

    private Forwarded(
            Station station,
            Arrival arrival,
            Outbound outbound,
            OpenCall open,
            int first,
            @Nullable Successor successor) {
        this.station = station;
        this.arrival = arrival;
        this.outbound = outbound;
        this.settlement = new Settlement(station, arrival, outbound, open);
        this.settlement.asks(outbound.body().length());
        this.itinerary = outbound.itinerary(first);
        this.hedging = new Hedging(station, this, itinerary);
        this.deadline = deadline(station, arrival, outbound.ticket().target());
        this.successor = successor;
    }

    private static long deadline(Station station, Arrival arrival, Target target) {
        long stated = target.patience().total();
        long usual = station.settings().upstreams().total().toNanos();
        long total = stated > 0 ? stated : Math.max(usual, target.patience().firstByte());
        return arrival.startedAtNanos() + total;
    }

    /**
     * Records the call; null, with everything given back, when the journal is full.
     *
     * @param first the place of the endpoint that was chosen for it
     * @param successor gets the call when it fails in a way that leaves it safe to be made elsewhere
     */
    static @Nullable Forwarded open(
            Station station, Arrival arrival, Outbound outbound, int first, @Nullable Successor successor) {
        OpenCall open = station.lane().open(outbound.opened(arrival));
        if (open == null) {
            outbound.ticket().way().destinations().at(first).tellsNothing();
            outbound.ticket().close();
            return null;
        }
        arrival.reply().forwardedAs(arrival.call().toString(), outbound.ticket().target());
        return new Forwarded(station, arrival, outbound, open, first, successor);
    }

    void send() {
        Destination to = itinerary.here();
        long now = System.nanoTime();
        if (!to.authorized(now)) {
            station.tokens().await(to, station.loop(), this::authorized);
            return;
        }
        if (to.renewalDue(now)) {
            station.tokens().renew(to);
        }
        Exchange first = station.upstreams().send(request(), this);
        if (exchange == null) { // it may have failed and been sent again already
            exchange = first;
        }
        if (settlement.attempts() == 1) {
            hedging.prepare(outbound.firstBytes());
        }
    }

    /** True when it has been sent once and nothing has come back. */
    boolean waitsForFirst() {
        return exchange != null && answer == null && !settlement.settled() && settlement.attempts() == 1;
    }

    /** The place of the second request is where it goes now. */
    void goesOnWith(@Nullable Exchange second) {
        exchange = second;
        settlement.goesTo(itinerary.here());
    }

    private UpstreamRequest request() {
        itinerary.triesHere();
        return requestTo(itinerary.here());
    }

    UpstreamRequest requestTo(Destination there) {
        settlement.sent();
        settlement.goesTo(there);
        return outbound.request(arrival, there, settlement.attempts(), deadline);
    }

    private void authorized(@Nullable UpstreamFailure failure) {
        if (settlement.settled()) {
            return;
        }
        if (failure == null) {
            send();
        } else {
            itinerary.triesHere();
            settlement.sent();
            failed(failure);
        }
    }

    /** Sends it once more, if there is a place and time left for that; {@code sameAfter} as {@link Retries#wait} has it. */
    private boolean sendAgain(long sameAfter) {
        if (settlement.attempts() == Retries.MOST) {
            return false;
        }
        long now = System.nanoTime();
        long delay = Retries.backOff(settlement.attempts());
        int next = itinerary.another(now);
        if (next == Destinations.NONE && sameAfter != Retries.ELSEWHERE) {
            next = itinerary.any(now);
            delay = Math.max(delay, sameAfter);
        }
        if (next == Destinations.NONE) {
            return false;
        }
        if (now + delay - deadline >= 0) {
            itinerary.at(next).tellsNothing();
            return false;
        }
        itinerary.goTo(next);
        answer = null;
        settlement.beganInVain();
        station.metrics().retried();
        if (itinerary.at(next).authorized(now + delay)) {
            exchange = station.upstreams().sendAfter(delay, request(), this);
        } else {
            exchange = null;
            send();
        }
        return true;
    }

    @Override
    public void head(AnswerHead head) {
        if (Retries.fails(head.status())) {
            itinerary.failsHere("status " + head.status());
        } else {
            itinerary.here().answers();
        }
        if (head.status() == 401) {
            itinerary.here().disowned();
        }
        Exchange refused = exchange;
        if (Retries.worthAnother(outbound.route(), head.status())
                && (hedging.adopt() || sendAgain(Retries.wait(head)))) {
            discard(refused);
            return;
        }
        if (successor != null && Retries.worthAnother(outbound.route(), head.status())) {
            discard(refused);
            giveWay(head, successor);
            return;
        }
        hedging.cancel();
        settlement.began(head);
        learn(head);
        arrival.reply().after(settlement.attempts());
        answer = answer(head);
        if (!answer.replaceable()) {
            outbound.body().release();
        }
    }

    private static void discard(@Nullable Exchange refused) {
        if (refused != null) {
            refused.discard();
        }
    }

    private void giveWay(AnswerHead head, Successor to) {
        settlement.began(head);
        WireError error =
                WireError.of(ErrorCode.UPSTREAM_FAILED, "The provider answered with status " + head.status() + ".");
        giveWay(Outcome.UPSTREAM_ERROR, to, () -> arrival.reply().refuse(head.status(), error));
    }

    /** It is over without an answer; what its caller hears is up to its successor. */
    private void giveWay(Outcome outcome, Successor to, Runnable otherwise) {
        int attempts = settlement.attempts();
        settlement.settle(outcome, null);
        to.instead(() -> {
            arrival.reply().after(attempts);
            otherwise.run();
        });
    }

    private void learn(AnswerHead head) {
        OutputHistory firstBytes = outbound.firstBytes();
        if (firstBytes != null && !head.isError()) {
            firstBytes.add(TimeUnit.NANOSECONDS.toMicros(settlement.age()));
        }
    }

    /** The first byte has gone to the caller, or nothing will: the request is not needed any more. */
    void told() {
        outbound.body().release();
    }

    private Answer answer(AnswerHead head) {
        if (head.status() < 200 || head.status() >= 300) {
            return new ErrorAnswer(head, outbound, this);
        }
        if (outbound.streamed() && head.isEventStream()) {
            return new StreamedAnswer(head, outbound, this);
        }
        return new PlainAnswer(head, outbound, this);
    }

    @Override
    public void content(byte[] bytes, int length) {
        if (takes(length) && answer != null) {
            answer.content(bytes, length);
        }
    }

    @Override
    public void end(byte[] bytes, int length) {
        if (takes(length) && answer != null) {
            answer.end(bytes, length);
        }
    }

    /** Counts a piece; false when nobody wants it, or no more is allowed. */
    private boolean takes(int length) {
        settlement.answers(length);
        long most = station.settings().limits().answerBytes();
        if (answer == null || settlement.settled()) {
            return false;
        }
        if (settlement.answered() <= most) {
            return true;
        }
        abort();
        answer.failed(
                Outcome.UPSTREAM_FAILED,
                WireError.of(
                        ErrorCode.UPSTREAM_FAILED,
                        "The provider's answer is longer than " + most + " bytes, which this gateway allows."));
        return false;
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (settlement.settled()) {
            return;
        }
        judge(failure);
        if (answer == null && hedging.adopt()) {
            return;
        }
        boolean again = (answer == null || answer.replaceable()) && Retries.worthAnother(outbound.route(), failure);
        if (again && sendAgain(0)) {
            return;
        }
        if (again && successor != null) {
            answer = null;
            settlement.beganInVain();
            giveWay(Endings.outcome(failure), successor, () -> arrival.reply().refuse(Endings.error(failure), 0));
            return;
        }
        outbound.body().release();
        if (answer == null) {
            arrival.reply().after(settlement.attempts());
            settlement.settle(Endings.outcome(failure), null);
            arrival.reply().refuse(Endings.error(failure), 0);
        } else {
            answer.failed(Endings.outcome(failure), Endings.error(failure));
        }
    }

    private void judge(UpstreamFailure failure) {
        switch (failure.kind()) {
            case UNREACHABLE, BROKEN, TIMED_OUT -> itinerary.failsHere(failure.message());
            case CALLER_STALLED, SHUT_DOWN -> itinerary.here().tellsNothing();
        }
    }

    Reply reply() {
        return arrival.reply();
    }

    Route route() {
        return outbound.route();
    }

    Settlement settlement() {
        return settlement;
    }

    void onLoop(Runnable task) {
        station.loop().execute(task);
    }

    /** Stops the provider; the answer has been settled or is about to be. */
    void abort() {
        if (exchange != null) {
            exchange.abort();
        }
    }

    void callerGone() {
        if (settlement.settled()) {
            return;
        }
        abort();
        hedging.cancel();
        if (answer == null) {
            itinerary.here().tellsNothing();
            settlement.settle(Outcome.CLIENT_CLOSED, null);
        } else {
            answer.callerGone();
        }
    }

    /** Lets the provider wait while the caller is slow. */
    void followCaller() {
        if (exchange != null && !arrival.reply().keepsUp(this::resume)) {
            exchange.pause();
        }
    }

    void pause() {
        if (exchange != null) {
            exchange.pause();
        }
    }

    void resume() {
        if (exchange != null) {
            exchange.resume();
        }
    }
}
