package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.core.replay.ReplayStore.Asked;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answer of an idempotent call as it goes out, and stores it before its end does: whoever has seen the end can
 * repeat the call and gets the same. The call goes on when its caller hangs up, so that a repetition finds the answer.
 * Belongs to one event loop.
 */
final class Recording implements AnswerKeeper {
    private final Replays replays;
    private final CallId call;
    private final Asked asked;
    private final Executor loop;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private String contentType = "";
    private String cost = "";
    private boolean tooLong;
    private boolean over;

    Recording(Replays replays, CallId call, Asked asked, Executor loop) {
        this.replays = replays;
        this.call = call;
        this.asked = asked;
        this.loop = loop;
    }

    @Override
    public void begins(int answerStatus, @Nullable CharSequence type) {
        status = answerStatus;
        contentType = type == null ? "" : type.toString();
    }

    @Override
    public void costs(String amount) {
        cost = amount;
    }

    @Override
    public void add(byte[] bytes, int from, int to) {
        if (tooLong || body.size() + to - from > ReplayStore.LONGEST_ANSWER) {
            tooLong = true;
            body.reset();
        } else {
            body.write(bytes, from, to - from);
        }
    }

    /** A repetition gets it as it was. */
    @Override
    public void unmarked() {}

    /** Nothing was billed: a repetition is a new call. */
    void release() {
        if (!over) {
            over = true;
            replays.change(store -> store.release(call, asked), loop, () -> {});
        }
    }

    @Override
    public void end(Outcome outcome, boolean billed, Runnable last) {
        if (over) {
            last.run();
            return;
        }
        over = true;
        if (outcome == Outcome.COMPLETED && !tooLong && status < 300) {
            ReplayStore.Answer answer = new ReplayStore.Answer(status, contentType, cost, body.toByteArray());
            replays.change(store -> store.store(call, asked, answer), loop, last);
        } else if (billed) {
            replays.change(store -> store.storeGone(call, asked), loop, last);
        } else {
            replays.change(store -> store.release(call, asked), loop, last);
        }
    }
}
