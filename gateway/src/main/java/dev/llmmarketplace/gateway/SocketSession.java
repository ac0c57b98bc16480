package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.gateway.admit.Reservation;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.forward.SocketListener;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.forward.UpstreamSocket;
import dev.llmmarketplace.gateway.meter.Counted;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.PromptSize;
import dev.llmmarketplace.gateway.wire.WireError;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An open WebSocket: frames go on as they come, both ways, and the faster side waits for the slower one. Messages of the
 * provider are read for reported usage as they pass, and what they add up to is kept covered; when the budget has no more,
 * both sides are closed. Whoever ends it, and however, it is settled exactly once. Belongs to one event loop.
 */
final class SocketSession implements SocketListener, Conversation {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    private static final int NO_STATUS = 1005;
    private static final int INTERNAL = 1011;
    /** Our own codes are 4000 and the status that an HTTP answer would have. */
    private static final int OURS = 4000;

    private static final int SILENT = 408;
    private static final int LONGEST_REASON = 120;
    /** Where the service states no limit. */
    private static final long USUAL_TOTAL = Duration.ofHours(1).toNanos();

    private final Station station;
    private final Outbound outbound;
    private final Settlement settlement;
    private final PriceBook prices;
    private final ServerWebSocket caller;
    private final UpstreamSocket provider;
    private final SessionUsage usage = new SessionUsage();
    private final long idle;
    private AnswerScanner scanner = new AnswerScanner();
    private boolean text;
    private boolean asking;
    private boolean ended;
    private long lastSign = System.nanoTime();
    private long deadline;

    SocketSession(
            Station station,
            Outbound outbound,
            Settlement settlement,
            ServerWebSocket caller,
            UpstreamSocket provider) {
        this.station = station;
        this.outbound = outbound;
        this.settlement = settlement;
        this.prices = outbound.ticket().way().prices();
        this.caller = caller;
        this.provider = provider;
        long stated = outbound.ticket().target().patience().betweenBytes();
        this.idle = stated > 0
                ? stated
                : station.settings().upstreams().betweenBytes().toNanos();
    }

    /** @param since the request came, by {@link System#nanoTime} */
    void begin(long since) {
        long stated = outbound.ticket().target().patience().total();
        deadline = since + (stated > 0 ? stated : USUAL_TOTAL);
        station.sessions().add(this);
        if (ended) {
            return;
        }
        caller.exceptionHandler(_ -> {});
        caller.closeHandler(_ -> callerClosed());
        caller.drainHandler(_ -> flow());
        caller.frameHandler(this::fromCaller);
        provider.listen(this);
        flow();
        watch();
    }

    private void fromCaller(io.vertx.core.http.WebSocketFrame frame) {
        lastSign = System.nanoTime();
        if (ended || frame.isPing()) {
            return;
        }
        if (frame.isClose()) {
            int code = frame.closeStatusCode();
            end(Outcome.COMPLETED, code, reason(frame.closeReason()), code, reason(frame.closeReason()));
            return;
        }
        WebSocketFrame onward = Frames.toProvider(frame);
        if (onward != null) {
            settlement.asks(onward.content().readableBytes());
            provider.write(onward);
            flow();
        }
    }

    @Override
    public void frame(WebSocketFrame frame) {
        lastSign = System.nanoTime();
        int length = frame.content().readableBytes();
        byte[] bytes = new byte[length];
        frame.content().getBytes(frame.content().readerIndex(), bytes);
        settlement.answers(length);
        var _ = caller.writeFrame(Frames.toCaller(frame, bytes));
        read(frame, bytes);
        flow();
    }

    private void read(WebSocketFrame frame, byte[] bytes) {
        switch (frame) {
            case TextWebSocketFrame _ -> text = true;
            case BinaryWebSocketFrame _ -> text = false;
            case ContinuationWebSocketFrame _ -> {}
            default -> {}
        }
        if (!text) {
            return;
        }
        scanner.scan(bytes, 0, bytes.length);
        if (frame.isFinalFragment()) {
            if (scanner.usageHere()) {
                usage.add(report(), prices);
                scanner = new AnswerScanner();
                cover();
            } else {
                scanner.restart();
            }
        }
    }

    /** A report may count all that was said before once more, and what a model can read at the most. */
    private Counted report() {
        Limits limits = outbound.ticket().target().service().limits();
        long said = Math.max(settlement.moved(), limits.contextTokens());
        return new Counted(
                new PromptSize(0, 0, said, 0, 0, false), scanner.usage(), 0, settlement.moved(), 1, Long.MAX_VALUE);
    }

    /** Keeps what was used, and as much as the next report may add, reserved. */
    private void cover() {
        Usage needed = usage.ahead();
        long nanos = Cost.of(needed, prices).nanos();
        Reservation reservation = outbound.ticket().reservation();
        if (asking || reservation.cover(needed.totalTokens(), nanos)) {
            return;
        }
        asking = reservation.await(
                needed.totalTokens(), nanos, () -> station.loop().execute(this::answered));
        if (!asking) {
            cutOff();
        }
    }

    /** The authority has answered. */
    private void answered() {
        asking = false;
        if (ended) {
            return;
        }
        Usage needed = usage.ahead();
        boolean covered = outbound.ticket()
                .reservation()
                .cover(needed.totalTokens(), Cost.of(needed, prices).nanos());
        if (covered) {
            flow();
        } else {
            cutOff();
        }
    }

    private void cutOff() {
        endBy(
                Outcome.CUT_OFF,
                ErrorCode.BUDGET_EXHAUSTED.status(),
                ErrorCode.BUDGET_EXHAUSTED.code() + ": the quota or the budget of this month is spent");
    }

    /** Each side is read as long as the other one keeps up. */
    private void flow() {
        if (ended || caller.isClosed()) {
            return;
        }
        if (asking || caller.writeQueueFull()) {
            provider.pause();
        } else {
            provider.resume();
        }
        if (asking || !provider.writable()) {
            caller.pause();
        } else {
            caller.resume();
        }
    }

    @Override
    public void alive() {
        lastSign = System.nanoTime();
    }

    @Override
    public void writable() {
        flow();
    }

    private void watch() {
        if (ended) {
            return;
        }
        long now = System.nanoTime();
        if (now - deadline >= 0) {
            endBy(Outcome.COMPLETED, SILENT, "session_expired: the session has reached the longest time it may take");
        } else if (now - lastSign >= idle) {
            endBy(Outcome.COMPLETED, SILENT, "session_idle: neither side has said anything for too long");
        } else {
            station.upstreams().after(Math.min(deadline - now, lastSign + idle - now), this::watch);
        }
    }

    /** Without a word before: it hung up. */
    private void callerClosed() {
        end(Outcome.CLIENT_CLOSED, GOING_AWAY, "", GOING_AWAY, "");
    }

    @Override
    public void closed(int code, String reason) {
        Outcome outcome = code == INTERNAL ? Outcome.UPSTREAM_FAILED : Outcome.COMPLETED;
        end(outcome, code, reason, code, reason);
    }

    @Override
    public void failed(UpstreamFailure failure) {
        String reason = ErrorCode.UPSTREAM_FAILED.code() + ": " + failure.message();
        end(Outcome.UPSTREAM_FAILED, INTERNAL, reason, GOING_AWAY, "");
    }

    @Override
    public Ticket ticket() {
        return outbound.ticket();
    }

    @Override
    public void withdraw(WireError why) {
        endBy(Outcome.CUT_OFF, why.code().status(), why.code().code() + ": " + why.message());
    }

    /** The process ends; the caller may go on elsewhere. */
    void shutDown() {
        end(Outcome.COMPLETED, GOING_AWAY, "unavailable: the gateway is shutting down", GOING_AWAY, "");
    }

    /** @param status that an HTTP answer would have */
    private void endBy(Outcome outcome, int status, String reason) {
        end(outcome, OURS + status, reason, NORMAL, "");
    }

    private void end(Outcome outcome, int code, String reason, int providersCode, String providersReason) {
        if (ended) {
            return;
        }
        ended = true;
        station.sessions().remove(this);
        settlement.settleSession(outcome, usage);
        provider.close(sendable(providersCode), shortened(providersReason));
        settlement.thenEnd(() -> {
            if (!caller.isClosed()) {
                var _ = caller.close((short) sendable(code), shortened(reason));
            }
        });
    }

    private static String reason(@Nullable String given) {
        return given == null ? "" : given;
    }

    /** Some codes only stand for what was not sent (RFC 6455, 7.4.1). */
    private static int sendable(int code) {
        boolean standsForNothing = code < NORMAL || code == 1004 || code == NO_STATUS || code == 1006 || code == 1015;
        return standsForNothing ? NORMAL : code;
    }

    /** A reason has 123 bytes at the most. */
    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
