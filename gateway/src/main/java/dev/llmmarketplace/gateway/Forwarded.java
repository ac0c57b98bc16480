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
    private final Destinations destinations;
    /** Bits of the places to which the call may not go. */
    private final int excluded;
    /** Null where nothing may take its place. */
    private final @Nullable Successor successor;

    private final long deadline;
    /** Where the present try goes. */
    private int place;
    /** Bits of the places that were tried, and of those that failed. */
    private int tried;

    private int failed;
    private @Nullable Exchange exchange;
    private @Nullable Hedge hedge;
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
        this.destinations = outbound.ticket().way().destinations();
        this.excluded = outbound.ticket().excluded();
        this.deadline = deadline(station, arrival, outbound.ticket().target());
        this.place = first;
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
        Destination to = destinations.at(place);
        long now = System.nanoTime();
        if (!to.authorized(now)) {
            station.tokens().await(to, station.loop(), this::authorized);
            return;
        }
        if (to.renewalDue(now)) {
            station.tokens().renew(to);
        }
        Exchange first = station.upstreams().send(nextRequest(), this);
        if (exchange == null) { // it may have failed and been sent again already
            exchange = first;
        }
        if (settlement.attempts() == 1) {
            prepareHedge();
        }
    }

    /** Where the service allows it and enough is known, an answer later than is usual is asked for elsewhere as well. */
    private void prepareHedge() {
        OutputHistory firstBytes = outbound.ticket().target().firstBytes(outbound.streamed());
        long usual = firstBytes == null ? 0 : firstBytes.usual(0);
        if (usual > 0 && destinations.size() > 1) {
            station.upstreams().after(TimeUnit.MICROSECONDS.toNanos(usual), this::hedge);
        }
    }

    private void hedge() {
        boolean waiting = exchange != null && answer == null && !settlement.settled();
        int other = waiting && settlement.attempts() == 1
                ? destinations.choose(tried | excluded, System.nanoTime())
                : Destinations.NONE;
        if (other == Destinations.NONE) {
            return;
        }
        if (!destinations.at(other).authorized(System.nanoTime())) {
            destinations.at(other).tellsNothing();
            return;
        }
        Hedge second = new Hedge(this, other);
        hedge = second;
        station.metrics().hedged();
        second.sentAs(station.upstreams().send(requestTo(other), second));
    }

    /** It is answered first. */
    void hedgeWon() {
        abort();
        destinations.at(place).tellsNothing();
        adoptHedge();
    }

    /** @param reason null when that tells nothing of the endpoint */
    void hedgeFailed(@Nullable String reason) {
        if (hedge != null) {
            Destination there = destinations.at(hedge.place());
            if (reason == null) {
                there.answers();
            } else {
                there.fails(reason, false);
            }
            hedge = null;
        }
    }

    private void adoptHedge() {
        if (hedge != null) {
            place = hedge.place();
            exchange = hedge.adopt();
            settlement.goesTo(destinations.at(place));
            hedge = null;
        }
    }

    private void cancelHedge() {
        if (hedge != null) {
            hedge.cancel();
            destinations.at(hedge.place()).tellsNothing();
            hedge = null;
        }
    }

    private UpstreamRequest nextRequest() {
        return requestTo(place);
    }

    private UpstreamRequest requestTo(int there) {
        tried |= Destinations.bit(there);
        settlement.sent();
        settlement.goesTo(destinations.at(there));
        return outbound.request(arrival, destinations.at(there), settlement.attempts(), deadline);
    }

    private void authorized(@Nullable UpstreamFailure failure) {
        if (settlement.settled()) {
            return;
        }
        if (failure == null) {
            send();
        } else {
            tried |= Destinations.bit(place);
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
        int next = destinations.choose(tried | excluded, now);
        if (next == Destinations.NONE && sameAfter != Retries.ELSEWHERE) {
            next = destinations.choose(excluded, now);
            delay = Math.max(delay, sameAfter);
        }
        if (next == Destinations.NONE) {
            return false;
        }
        if (now + delay - deadline >= 0) {
            destinations.at(next).tellsNothing();
            return false;
        }
        place = next;
        answer = null;
        settlement.beganInVain();
        station.metrics().retried();
        if (destinations.at(next).authorized(now + delay)) {
            exchange = station.upstreams().sendAfter(delay, nextRequest(), this);
        } else {
            exchange = null;
            send();
        }
        return true;
    }

    @Override
    public void head(AnswerHead head) {
        if (Retries.fails(head.status())) {
            failedThere("status " + head.status());
        } else {
            destinations.at(place).answers();
        }
        if (head.status() == 401) {
            destinations.at(place).disowned();
        }
        Exchange refused = exchange;
        if (Retries.worthAnother(outbound.route(), head.status()) && (hedged() || sendAgain(Retries.wait(head)))) {
            discard(refused);
            return;
        }
        if (successor != null && Retries.worthAnother(outbound.route(), head.status())) {
            discard(refused);
            giveWay(head, successor);
            return;
        }
        cancelHedge();
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

    /** True when the second request, which is under way, takes the place of the first. */
    private boolean hedged() {
        boolean there = hedge != null;
        adoptHedge();
        return there;
    }

    private void learn(AnswerHead head) {
        OutputHistory firstBytes = outbound.ticket().target().firstBytes(outbound.streamed());
        if (firstBytes != null && !head.isError()) {
            firstBytes.add((System.nanoTime() - arrival.startedAtNanos()) / 1000);
        }
    }

    /** The first byte has gone to the caller, or nothing will: the request is not needed any more. */
    void told() {
        outbound.body().release();
    }

    /** However often a call fails at an endpoint, it is one caller's misfortune. */
    private void failedThere(String reason) {
        int here = Destinations.bit(place);
        destinations.at(place).fails(reason, (failed & here) != 0);
        failed |= here;
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
        if (answer == null && hedged()) {
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
            case UNREACHABLE, BROKEN, TIMED_OUT -> failedThere(failure.message());
            case CALLER_STALLED, SHUT_DOWN -> destinations.at(place).tellsNothing();
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
        cancelHedge();
        if (answer == null) {
            destinations.at(place).tellsNothing();
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
