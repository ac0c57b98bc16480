package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.AnswerListener;
import dev.llmmarketplace.gateway.forward.Exchange;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/**
 * A second request for an answer that is late (Dean and Barroso, "The Tail at Scale", 2013). When it is answered first, or
 * the first request fails, it takes that one's place; otherwise it is cancelled without a trace in the bill.
 */
final class Hedge implements AnswerListener {
    private final Forwarded call;
    private final Hedging hedging;
    private final int place;
    private @Nullable Exchange exchange;
    /** It is the call's request now. */
    private boolean adopted;

    Hedge(Forwarded call, Hedging hedging, int place) {
        this.call = call;
        this.hedging = hedging;
        this.place = place;
    }

    int place() {
        return place;
    }

    void sentAs(Exchange sent) {
        exchange = sent;
    }

    @Nullable
    Exchange adopt() {
        adopted = true;
        return exchange;
    }

    void cancel() {
        if (exchange != null) {
            exchange.abort();
        }
    }

    @Override
    public void head(AnswerHead head) {
        if (!adopted && Retries.worthAnother(call.route(), head.status())) {
            hedging.failed(Retries.fails(head.status()) ? "status " + head.status() : null);
            if (exchange != null) {
                exchange.discard();
            }
            return;
        }
        if (!adopted) {
            hedging.won();
        }
        call.head(head);
    }

    @Override
    public void content(byte[] bytes, int length) {
        call.content(bytes, length);
    }

    @Override
    public void end(byte[] bytes, int length) {
        call.end(bytes, length);
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (adopted) {
            call.failed(failure);
        } else {
            hedging.failed(failure.message());
        }
    }
}
