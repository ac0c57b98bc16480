package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.meter.Bill;
import dev.llmmarketplace.gateway.meter.Counted;
import dev.llmmarketplace.gateway.translate.AnswerTranslation;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.Decimals;
import dev.llmmarketplace.gateway.wire.WireError;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is one document, in the provider's dialect or translated. The usual one is held until it is complete, so
 * that its head can say what it costs, and goes out in one write; a larger one passes through. So does at once what is no
 * JSON: it may be a stream.
 */
final class PlainAnswer implements Answer {
    private static final int HELD = 256 * 1024;
    /** Of an answer that is translated. */
    private static final int LONGEST_TRANSLATED = 32 << 20;

    private static final WireError NOT_UNDERSTOOD =
            WireError.of(ErrorCode.UPSTREAM_FAILED, "The provider's answer could not be understood.");

    private final AnswerHead head;
    private final Outbound outbound;
    private final Forwarded call;
    private final Reply reply;
    private final Settlement settlement;
    private final @Nullable AnswerTranslation translation;
    private final AnswerScanner scanner = new AnswerScanner();
    private final Held held = new Held();
    private final int mostHeld;
    private long bytes;
    private boolean passing;

    PlainAnswer(AnswerHead head, Outbound outbound, Forwarded call) {
        this.head = head;
        this.outbound = outbound;
        this.call = call;
        this.reply = call.reply();
        this.settlement = call.settlement();
        this.translation = outbound.translation(reply.requestId());
        this.mostHeld = outbound.route().opaque() && !head.isJson() ? 0 : HELD;
    }

    @Override
    public void content(byte[] piece, int length) {
        take(piece, length);
        if (translation != null) {
            if (held.length() > LONGEST_TRANSLATED) {
                call.abort();
                failed(Outcome.UPSTREAM_FAILED, NOT_UNDERSTOOD);
            }
        } else if (passing || held.length() > mostHeld) {
            begin();
            reply.write(held.bytes(), held.from(), held.to());
            held.clear();
            call.followCaller();
        }
    }

    private void take(byte[] piece, int length) {
        scanner.scan(piece, 0, length);
        bytes += length;
        held.add(piece, 0, length);
        if (translation == null) {
            settlement.passes(piece, 0, length);
        }
    }

    private void begin() {
        if (!passing) {
            passing = true;
            reply.begin(head);
        }
    }

    @Override
    public void end(byte[] piece, int length) {
        take(piece, length);
        if (translation != null) {
            translated(translation.whole(held.bytes(), held.from(), held.to()));
            return;
        }
        Bill bill = settlement.settle(Outcome.COMPLETED, counted());
        if (passing) {
            settlement.thenEnd(() -> reply.end(held.bytes(), held.from(), held.to()));
        } else {
            tell(bill);
            settlement.thenEnd(() -> reply.end(head, held));
        }
    }

    private void tell(Bill bill) {
        reply.costs(Decimals.ofNanos(bill.nanos()));
        reply.used(bill, outbound.ticket().way().prices(), settlement.age());
    }

    private void translated(byte @Nullable [] answer) {
        if (answer == null) {
            failed(Outcome.UPSTREAM_FAILED, NOT_UNDERSTOOD);
            return;
        }
        settlement.passes(answer, 0, answer.length);
        Bill bill = settlement.settle(Outcome.COMPLETED, counted());
        reply.costs(Decimals.ofNanos(bill.nanos()));
        settlement.thenEnd(() -> reply.end(head, answer));
    }

    /** What has been handed on is billed; what was held is not. */
    @Override
    public void failed(Outcome outcome, WireError error) {
        settlement.settle(outcome, passing ? counted() : null);
        if (passing) {
            reply.breakOff();
        } else {
            reply.refuse(error, 0);
        }
    }

    @Override
    public boolean replaceable() {
        return false;
    }

    @Override
    public void callerGone() {
        settlement.settle(Outcome.CLIENT_CLOSED, passing ? counted() : null);
    }

    private @Nullable Counted counted() {
        return outbound.route().opaque()
                ? outbound.countedOpaque(head, scanner, bytes)
                : outbound.counted(scanner, bytes);
    }
}
