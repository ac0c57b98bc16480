package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.AnswerListener;
import dev.llmmarketplace.gateway.forward.Exchange;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.meter.OpenCall;
import dev.llmmarketplace.gateway.wire.WireError;
import org.jspecify.annotations.Nullable;

/**
 * A call that is recorded as open: {@link #send} the request, hand the answer on, settle. Whatever happens, it is settled
 * exactly once. Belongs to one event loop.
 */
final class Forwarded implements AnswerListener {
    private final Station station;
    private final Arrival arrival;
    private final Outbound outbound;
    private final Settlement settlement;
    private @Nullable Exchange exchange;
    private @Nullable Answer answer;

    private Forwarded(Station station, Arrival arrival, Outbound outbound, OpenCall open) {
        this.station = station;
        this.arrival = arrival;
        this.outbound = outbound;
        this.settlement = new Settlement(station, arrival, outbound.ticket(), open, outbound.recording());
    }

    /** Records the call; null, with everything given back, when the journal is full. */
    static @Nullable Forwarded open(Station station, Arrival arrival, Outbound outbound) {
        OpenCall open = station.lane().open(outbound.opened(arrival));
        if (open == null) {
            outbound.ticket().close();
            return null;
        }
        arrival.reply().forwardedAs(arrival.call().toString(), outbound.ticket().target());
        return new Forwarded(station, arrival, outbound, open);
    }

    void send() {
        exchange = station.upstreams().send(outbound.request(arrival), this);
    }

    @Override
    public void head(AnswerHead head) {
        settlement.began(head);
        outbound.body().release();
        answer = answer(head);
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
        if (answer != null) {
            answer.content(bytes, length);
        }
    }

    @Override
    public void end(byte[] bytes, int length) {
        if (answer != null) {
            answer.end(bytes, length);
        }
    }

    @Override
    public void failed(UpstreamFailure failure) {
        outbound.body().release();
        if (settlement.settled()) {
            return;
        }
        if (answer == null) {
            settlement.settle(outcome(failure), null);
            arrival.reply().refuse(error(failure), 0);
        } else {
            answer.failed(outcome(failure), error(failure));
        }
    }

    static Outcome outcome(UpstreamFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE, BROKEN -> Outcome.UPSTREAM_FAILED;
            case TIMED_OUT -> Outcome.UPSTREAM_TIMEOUT;
            case CALLER_STALLED -> Outcome.CLIENT_CLOSED;
            case SHUT_DOWN -> Outcome.INTERRUPTED;
        };
    }

    private static WireError error(UpstreamFailure failure) {
        ErrorCode code = switch (failure.kind()) {
            case UNREACHABLE, BROKEN -> ErrorCode.UPSTREAM_FAILED;
            case TIMED_OUT, CALLER_STALLED -> ErrorCode.UPSTREAM_TIMEOUT;
            case SHUT_DOWN -> ErrorCode.UNAVAILABLE;
        };
        return WireError.of(code, failure.message());
    }

    Reply reply() {
        return arrival.reply();
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
        if (answer == null) {
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
