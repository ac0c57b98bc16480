package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.meter.Counted;
import dev.llmmarketplace.gateway.translate.AnswerTranslation;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.EventStream;
import dev.llmmarketplace.gateway.wire.WireError;
import org.jspecify.annotations.Nullable;

/**
 * An answer of server-sent events. Its head waits for the first event, so that a failure before it has a status of its
 * own; after it, a failure is one last event with a typed error, and never a marker of success. Units are topped up as
 * tokens pass; when there are no more, the stream is cut off.
 */
final class StreamedAnswer implements Answer {
    /** Bytes without an event, after which the caller may see for himself. */
    private static final int LONGEST_SILENCE = 256 * 1024;

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final WireError SPENT = WireError.of(
            ErrorCode.BUDGET_EXHAUSTED, "The answer was cut off: the quota or the budget of this month is spent.");
    private static final UpstreamFailure NOTHING_CAME =
            new UpstreamFailure(UpstreamFailure.Kind.BROKEN, "The provider's stream failed before its first event.");
    private static final WireError BROKEN_OFF =
            WireError.of(ErrorCode.UPSTREAM_FAILED, "The provider's stream ended before it was complete.");
    private static final WireError NOT_UNDERSTOOD =
            WireError.of(ErrorCode.UPSTREAM_FAILED, "The provider's stream could not be understood.");

    private final AnswerHead head;
    private final Outbound outbound;
    private final Forwarded call;
    private final Reply reply;
    private final Settlement settlement;
    private final @Nullable AnswerTranslation translation;
    private final AnswerScanner scanner = new AnswerScanner();
    private final EventStream events;
    private final Coverage coverage;
    private final Held waiting = new Held();
    private long bytes;
    private boolean begun;
    private boolean asking;
    private boolean ended;

    StreamedAnswer(AnswerHead head, Outbound outbound, Forwarded call) {
        this.head = head;
        this.outbound = outbound;
        this.call = call;
        this.reply = call.reply();
        this.settlement = call.settlement();
        this.translation = outbound.translation(reply.requestId());
        this.events = new EventStream(
                scanner, translation == null && !outbound.shape().usageAsked());
        this.coverage = new Coverage(outbound.ticket());
    }

    @Override
    public void content(byte[] piece, int length) {
        take(piece, length);
        if (translation != null && translation.failed()) {
            call.abort();
            failed(Outcome.UPSTREAM_FAILED, NOT_UNDERSTOOD);
        } else if (readyToWrite()) {
            begin();
            reply.write(waiting.bytes(), waiting.from(), waiting.to());
            waiting.clear();
            call.followCaller();
        }
    }

    @Override
    public void end(byte[] piece, int length) {
        take(piece, length);
        events.finish();
        passOn();
        if (translation != null) {
            add(translation.finish());
        }
        ended = true;
        if (readyToWrite()) {
            complete();
        } else if (!begun && !asking) {
            call.failed(NOTHING_CAME);
        } else if (!asking && !settlement.settled()) {
            complete();
        }
    }

    /** True when a stream that should have said that it is whole has not. */
    private boolean brokeOff() {
        boolean unannounced = outbound.upstreamRoute().announcesEnd() && !events.done();
        return !scanner.failed() && (unannounced || translation != null && translation.failed());
    }

    private void take(byte[] piece, int length) {
        bytes += length;
        events.pass(piece, length);
        passOn();
    }

    private void passOn() {
        if (translation == null) {
            add(events.out(), events.outFrom(), events.outTo());
        } else {
            add(translation.events(events.out(), events.outFrom(), events.outTo()));
        }
    }

    private void add(byte[] translated) {
        add(translated, 0, translated.length);
    }

    private void add(byte[] passed, int from, int to) {
        waiting.add(passed, from, to);
        settlement.passes(passed, from, to);
    }

    /** True when there are whole events whose tokens are covered. */
    private boolean readyToWrite() {
        if (asking || waiting.length() == 0 || nothingToSay()) {
            return false;
        }
        boolean covered = coverage.reaches(produced());
        if (!covered) {
            ask();
        }
        return covered;
    }

    /** Comments before the first event are not worth a status; a provider's error in its place gets one of its own. */
    private boolean nothingToSay() {
        return !begun && waiting.length() < LONGEST_SILENCE && (events.events() == 0 || events.beginsWithError());
    }

    /** Our own count of the tokens so far: providers send one or a few with each event. */
    private long produced() {
        return Math.max(events.pieces(), Math.ceilDiv(scanner.characters(), CHARACTERS_PER_TOKEN));
    }

    private void begin() {
        if (!begun) {
            begun = true;
            call.told();
            reply.begin(head);
        }
    }

    private void complete() {
        begin();
        if (brokeOff()) {
            reply.write(waiting.bytes(), waiting.from(), waiting.to());
            failed(Outcome.UPSTREAM_FAILED, BROKEN_OFF);
            return;
        }
        if (!events.done()) {
            settlement.unmarked();
        }
        settlement.settle(scanner.failed() ? Outcome.UPSTREAM_FAILED : Outcome.COMPLETED, counted());
        settlement.thenEnd(() -> reply.end(waiting.bytes(), waiting.from(), waiting.to()));
    }

    private void ask() {
        asking = coverage.ask(produced(), () -> call.onLoop(this::answered));
        if (asking) {
            call.pause();
        } else {
            cutOff();
        }
    }

    /** The authority has answered. */
    private void answered() {
        asking = false;
        if (settlement.settled()) {
            return;
        }
        if (!coverage.reaches(produced())) {
            cutOff();
        } else if (ended) {
            complete();
        } else {
            call.resume();
            content(new byte[0], 0);
        }
    }

    private void cutOff() {
        call.abort();
        call.told();
        settlement.settle(Outcome.CUT_OFF, counted());
        settlement.thenEnd(() -> endWith(SPENT));
    }

    @Override
    public void failed(Outcome outcome, WireError error) {
        call.told();
        settlement.settle(outcome, begun ? counted() : null);
        settlement.thenEnd(() -> endWith(error));
    }

    private void endWith(WireError error) {
        if (!begun) {
            reply.refuse(error, 0);
            return;
        }
        if (translation == null && events.insideEvent()) {
            reply.write(new byte[] {'\n', '\n'}, 0, 2);
        }
        byte[] event = error.event(outbound.route(), reply.requestId(), events.events());
        reply.end(event, 0, event.length);
    }

    @Override
    public boolean replaceable() {
        return !begun && !settlement.settled();
    }

    /** Who hangs up after the marker of the end has had everything. */
    @Override
    public void callerGone() {
        boolean whole = begun && events.done() && !asking;
        settlement.settle(whole ? Outcome.COMPLETED : Outcome.CLIENT_CLOSED, begun ? counted() : null);
    }

    private @Nullable Counted counted() {
        return outbound.counted(scanner, bytes);
    }
}
