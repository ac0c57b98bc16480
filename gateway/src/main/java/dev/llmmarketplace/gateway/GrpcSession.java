package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.AnswerListener;
import dev.llmmarketplace.gateway.forward.Exchange;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.forward.UpstreamRequest;
import dev.llmmarketplace.gateway.meter.Bill;
import dev.llmmarketplace.gateway.meter.Counted;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.route.Itinerary;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.Decimals;
import dev.llmmarketplace.gateway.wire.ForwardedBody;
import dev.llmmarketplace.gateway.wire.PromptSize;
import dev.llmmarketplace.gateway.wire.WireError;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An admitted gRPC call of any kind: messages go on as they come, both ways, each side waiting for the other; metadata and
 * trailers go with them. Usage is what the trailers report; until then, where tokens have a price, one is kept covered for
 * four bytes that have passed, and when there are no more units the call is cut off. Settled exactly once, however it
 * ends. Belongs to one event loop.
 */
final class GrpcSession implements AnswerListener, Conversation {
    private static final byte[] NOTHING = {};
    private static final WireError NO_STATUS =
            WireError.of(ErrorCode.UPSTREAM_FAILED, "The provider ended its answer without a status.");

    private static final WireError SPENT = WireError.of(
            ErrorCode.BUDGET_EXHAUSTED, "The call was cut off: the quota or the budget of this month is spent.");
    private static final int BYTES_PER_TOKEN = 4;

    private final Station station;
    private final Arrival arrival;
    private final Outbound outbound;
    private final Settlement settlement;
    private final GrpcReply reply;
    private final Coverage coverage;
    private final boolean priced;
    private final Itinerary itinerary;
    private long deadline;
    private boolean timed;
    private boolean reading;
    private boolean wholeRequest;
    private long asked;
    private boolean begun;
    /** Waits for units. */
    private boolean asking;

    private List<String> trailers = List.of();
    private @Nullable Exchange exchange;

    GrpcSession(
            Station station, Arrival arrival, Outbound outbound, int first, Settlement settlement, GrpcReply reply) {
        this.station = station;
        this.arrival = arrival;
        this.outbound = outbound;
        this.settlement = settlement;
        this.reply = reply;
        this.itinerary = outbound.itinerary(first);
        this.coverage = new Coverage(outbound.ticket());
        this.priced = outbound.ticket().way().prices().model() == PricingModel.PER_TOKEN;
    }

    /**
     * @param timeout the caller's, in nanoseconds, or {@link GrpcTimeout#NONE}
     */
    void begin(long timeout) {
        timed = timeout != GrpcTimeout.NONE;
        long stated = outbound.ticket().target().patience().total();
        long total =
                stated > 0 ? stated : station.settings().upstreams().total().toNanos();
        deadline = arrival.startedAtNanos() + Math.min(total, timeout);
        station.sessions().watch(this);
        arrival.request().handler(this::message).endHandler(_ -> lastMessage()).exceptionHandler(_ -> {});
        send();
    }

    private void send() {
        Destination to = itinerary.here();
        if (!to.authorized(System.nanoTime())) {
            station.tokens().await(to, station.loop(), this::authorized);
            return;
        }
        itinerary.triesHere();
        settlement.sent();
        Exchange sent = station.upstreams().send(request(to), this);
        if (exchange == null) { // it may have failed and been sent elsewhere already
            exchange = sent;
            more();
        }
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

    private UpstreamRequest request(Destination to) {
        StringBuilder lines = new StringBuilder(256);
        GrpcMetadata.forward(lines, arrival.request().headers());
        lines.append("te: trailers\r\n");
        lines.append("x-request-id: ").append(arrival.requestId()).append("\r\n");
        lines.append("x-marketplace-call-id: ").append(arrival.call()).append("\r\n");
        if (timed) {
            long left = deadline - System.nanoTime();
            lines.append("grpc-timeout: ").append(GrpcTimeout.header(left)).append("\r\n");
        }
        return new UpstreamRequest(
                to.origin(),
                to.head(arrival.request().path()),
                lines.toString(),
                new ForwardedBody(NOTHING),
                outbound.ticket().target().patience(),
                deadline,
                true);
    }

    private void message(Buffer piece) {
        if (exchange != null && !settlement.settled()) {
            reading = true;
            asked += piece.length();
            settlement.asks(piece.length());
            exchange.send(Unpooled.wrappedBuffer(piece.getBytes()), false);
            more();
            cover();
        }
    }

    private void lastMessage() {
        wholeRequest = true;
        if (exchange != null && !settlement.settled()) {
            reading = true;
            exchange.send(Unpooled.EMPTY_BUFFER, true);
        }
    }

    /** The caller is read as long as the provider takes what he says. */
    @Override
    public void more() {
        if (wholeRequest || arrival.request().isEnded()) {
            return;
        }
        if (settlement.settled() || exchange != null && exchange.takesMore() && !asking) {
            arrival.request().resume();
        } else {
            arrival.request().pause();
        }
    }

    @Override
    public void head(AnswerHead head) {
        settlement.began(head);
    }

    @Override
    public void fields(List<String> fields, boolean trailing) {
        if (trailing) {
            trailers = fields;
        } else {
            begun = true;
            reply.begin(fields);
        }
    }

    @Override
    public void content(byte[] bytes, int length) {
        if (settlement.settled()) {
            return;
        }
        settlement.answers(length);
        reply.write(bytes, length);
        cover();
        if (exchange != null && (asking || !reply.keepsUp(this::resume))) {
            exchange.pause();
        }
    }

    private void resume() {
        if (exchange != null && !asking) {
            exchange.resume();
        }
    }

    /** As long as nothing is reported. */
    private long produced() {
        return Math.ceilDiv(settlement.moved(), BYTES_PER_TOKEN);
    }

    private void cover() {
        if (!priced || asking || settlement.settled() || coverage.reaches(produced())) {
            return;
        }
        asking = coverage.ask(produced(), () -> station.loop().execute(this::answered));
        if (asking) {
            more();
        } else {
            cutOff(SPENT);
        }
    }

    /** The authority has answered. */
    private void answered() {
        asking = false;
        if (settlement.settled()) {
            return;
        }
        if (coverage.reaches(produced())) {
            more();
            resume();
        } else {
            cutOff(SPENT);
        }
    }

    private void cutOff(WireError why) {
        if (exchange != null) {
            exchange.abort();
        }
        itinerary.here().tellsNothing();
        settle(Outcome.CUT_OFF, begun ? unreported() : null);
        settlement.thenEnd(() -> reply.refuse(why, 0));
    }

    @Override
    public Ticket ticket() {
        return outbound.ticket();
    }

    @Override
    public void withdraw(WireError why) {
        if (!settlement.settled()) {
            cutOff(why);
        }
    }

    @Override
    public void end(byte[] bytes, int length) {
        if (settlement.settled()) {
            return;
        }
        settlement.answers(length);
        reply.write(bytes, length);
        String status = GrpcMetadata.find(trailers, "grpc-status");
        if (status.isEmpty()) {
            itinerary.failsHere("no status");
            settle(Outcome.UPSTREAM_FAILED, null);
            settlement.thenEnd(() -> reply.refuse(NO_STATUS, 0));
            return;
        }
        if (status.equals(GrpcStatus.UNAVAILABLE)) {
            itinerary.failsHere("status UNAVAILABLE");
        } else {
            itinerary.here().answers();
        }
        boolean whole = status.equals(GrpcStatus.OK);
        Bill bill = settle(whole ? Outcome.COMPLETED : Outcome.UPSTREAM_ERROR, whole ? counted() : null);
        settlement.thenEnd(() -> reply.end(trailers, Decimals.ofNanos(bill.nanos())));
    }

    private Counted counted() {
        Counted reported =
                outbound.countedOpaque(new AnswerHead(200, null, trailers), new AnswerScanner(), settlement.answered());
        PromptSize said = new PromptSize(0, 0, asked, 0, 0, false);
        return new Counted(said, reported.reported(), 0, reported.bytes(), 1, reported.mostOutput());
    }

    /** What has passed without the word of a provider is counted as text is, where tokens have a price. */
    private Counted unreported() {
        long answered = settlement.answered();
        return new Counted(
                new PromptSize(priced ? asked : 0, 0, asked, 0, 0, false),
                new AnswerScanner().usage(),
                priced ? answered : 0,
                answered,
                1,
                Long.MAX_VALUE);
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (settlement.settled()) {
            return;
        }
        switch (failure.kind()) {
            case UNREACHABLE, BROKEN -> itinerary.failsHere(failure.message());
            case TIMED_OUT -> {
                if (timed) {
                    itinerary.here().tellsNothing();
                } else {
                    itinerary.failsHere(failure.message());
                }
            }
            case CALLER_STALLED, SHUT_DOWN -> itinerary.here().tellsNothing();
        }
        boolean unseen = failure.kind() == UpstreamFailure.Kind.UNREACHABLE && !reading && !begun;
        if (unseen && sendElsewhere()) {
            return;
        }
        settle(Endings.outcome(failure), begun ? counted() : null);
        settlement.thenEnd(() -> reply.refuse(Endings.error(failure), 0));
    }

    private boolean sendElsewhere() {
        int next = settlement.attempts() == Retries.MOST ? Destinations.NONE : itinerary.another(System.nanoTime());
        if (next == Destinations.NONE) {
            return false;
        }
        station.metrics().retried();
        itinerary.goTo(next);
        exchange = null;
        send();
        return true;
    }

    /** What the caller still says is let go. */
    private Bill settle(Outcome outcome, @Nullable Counted counted) {
        station.sessions().forget(this);
        Bill bill = settlement.settle(outcome, counted);
        more();
        return bill;
    }

    void callerGone() {
        if (settlement.settled()) {
            return;
        }
        if (exchange != null) {
            exchange.abort();
        }
        itinerary.here().tellsNothing();
        settle(Outcome.CLIENT_CLOSED, begun ? unreported() : null);
    }
}
