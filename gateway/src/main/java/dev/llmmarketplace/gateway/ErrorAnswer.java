package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.translate.AnswerTranslation;
import dev.llmmarketplace.gateway.wire.WireError;
import org.jspecify.annotations.Nullable;

/**
 * A provider's refusal. The caller gets it as it is where it is about the caller's request; what is between the
 * marketplace and the provider (its credential, its redirects) is our failure and not the caller's. Nothing is billed.
 */
final class ErrorAnswer implements Answer {
    private static final int LONGEST = 256 * 1024;

    private final AnswerHead head;
    private final boolean opaque;
    private final Reply reply;
    private final Settlement settlement;
    private final @Nullable AnswerTranslation translation;
    private final Held held = new Held();

    ErrorAnswer(AnswerHead head, Outbound outbound, Forwarded call) {
        this.head = head;
        this.opaque = outbound.route().opaque();
        this.reply = call.reply();
        this.translation = outbound.translation(reply.requestId());
        this.settlement = call.settlement();
    }

    @Override
    public void content(byte[] bytes, int length) {
        if (held.length() + length <= LONGEST) {
            held.add(bytes, 0, length);
        }
    }

    @Override
    public void end(byte[] bytes, int length) {
        content(bytes, length);
        settlement.settle(head.isError() ? Outcome.UPSTREAM_ERROR : Outcome.UPSTREAM_FAILED, null);
        settlement.thenEnd(this::answer);
    }

    private void answer() {
        switch (head.status()) {
            case 401, 402, 403, 407 ->
                fail("The provider does not accept the marketplace's credential (status " + head.status() + ").");
            default -> {
                if (!head.isError()) {
                    fail("The provider answered with status " + head.status() + ", which is not understood.");
                } else if (translation != null) {
                    translated(translation.error(head.status(), held.bytes(), held.from(), held.to()));
                } else if ((opaque || head.isJson()) && held.length() > 0) {
                    reply.end(head, held);
                } else {
                    passStatus();
                }
            }
        }
    }

    private void translated(byte @Nullable [] error) {
        if (error == null) {
            passStatus();
        } else {
            reply.end(head, error);
        }
    }

    private void passStatus() {
        reply.refuse(
                head.status(),
                WireError.of(ErrorCode.UPSTREAM_FAILED, "The provider answered with status " + head.status() + "."));
    }

    private void fail(String message) {
        reply.refuse(WireError.of(ErrorCode.UPSTREAM_FAILED, message), 0);
    }

    @Override
    public void failed(Outcome outcome, WireError error) {
        settlement.settle(outcome, null);
        reply.refuse(error, 0);
    }

    @Override
    public boolean replaceable() {
        return false;
    }

    @Override
    public void callerGone() {
        settlement.settle(Outcome.CLIENT_CLOSED, null);
    }
}
