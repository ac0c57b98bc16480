package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.gateway.route.Origin;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The caller's handle: it can be paused and aborted; it ends by itself when its listener has
 * been told so.
 */
public final class Exchange {
    private final Upstreams upstreams;
    private final Origin origin;
    private @Nullable UpstreamRequest request;
    private AnswerListener listener;
    private final long betweenBytes;
    private final long lastDeadline;
    private @Nullable Carrier carrier;
    private boolean over;
    private boolean retried;
    /** When to give up, by {@link System#nanoTime}; moved on with each sign of life. */
    private long deadline;

    private final boolean open;
    private boolean paused;
    /** Owned by {@link Exchanges}. */
    int place;

    Exchange(Upstreams upstreams, UpstreamRequest request, AnswerListener listener) {
        this.upstreams = upstreams;
        this.origin = request.origin();
        this.open = request.open();
        this.request = request;
        this.betweenBytes = request.patience().betweenBytes() > 0
                ? request.patience().betweenBytes()
                : upstreams.settings().betweenBytes().toNanos();
        this.lastDeadline = request.deadline();
        this.listener = listener;
    }

    Origin origin() {
        return origin;
    }

    /** What is to be sent; an answer may last much longer than it is needed. */
    UpstreamRequest request() {
        if (request == null) {
            throw new IllegalStateException("the request was sent already");
        }
        return request;
    }

    /** The request has left as a whole. */
    void sent() {
        request = null;
    }

    boolean over() {
        return over;
    }

    void expectWithin(long nanos) {
        deadline = System.nanoTime() + nanos;
    }

    /** Something came, and more is to come. */
    void expectMore() {
        expectWithin(betweenBytes);
    }

    void expireAt(long now) {
        if (!over && (now - deadline > 0 || now - lastDeadline > 0)) {
            UpstreamFailure failure = expiry();
            if (carrier != null && failure.kind() == UpstreamFailure.Kind.TIMED_OUT) {
                carrier.timedOut();
            }
            abort(failure);
        }
    }

    /** Ends it from our side and tells the listener why. */
    void abort(UpstreamFailure failure) {
        Carrier used = carrier;
        fail(failure);
        if (used != null) {
            used.close();
        }
    }

    private UpstreamFailure expiry() {
        if (carrier == null) {
            return new UpstreamFailure(
                    UpstreamFailure.Kind.UNREACHABLE, "The provider could not be connected to in time.");
        }
        return paused
                ? new UpstreamFailure(UpstreamFailure.Kind.CALLER_STALLED, "The caller does not read its answer.")
                : new UpstreamFailure(UpstreamFailure.Kind.TIMED_OUT, "The provider took too long.");
    }

    /** True the first time: what never left may be sent once more. */
    boolean mayRetry() {
        boolean first = !retried;
        retried = true;
        return first;
    }

    void attach(Carrier to) {
        carrier = to;
    }

    /** Sends a piece of an open request, which is taken over; nothing once it is over. */
    public void send(ByteBuf piece, boolean last) {
        if (carrier == null) {
            piece.release();
        } else {
            carrier.send(piece, last);
        }
    }

    /** True when the open request takes another piece now. */
    public boolean takesMore() {
        return carrier != null && carrier.takesMore();
    }

    boolean open() {
        return open;
    }

    void more() {
        if (!over && open) {
            listener.more();
        }
    }

    void fields(List<String> fields, boolean trailing) {
        if (!over) {
            listener.fields(fields, trailing);
        }
    }

    void head(AnswerHead head) {
        if (!over) {
            listener.head(head);
        }
    }

    void content(byte[] bytes, int length) {
        if (!over) {
            listener.content(bytes, length);
        }
    }

    void end(byte[] bytes, int length) {
        if (finish()) {
            listener.end(bytes, length);
        }
    }

    void fail(UpstreamFailure failure) {
        if (finish()) {
            listener.failed(failure);
        }
    }

    private boolean finish() {
        boolean first = !over;
        over = true;
        if (first) {
            upstreams.finished(this);
        }
        carrier = null;
        return first;
    }

    /** Ends it without another word to the listener; the provider sees its connection, or its stream, closed. */
    public void abort() {
        Carrier used = carrier;
        if (finish() && used != null) {
            used.close();
        }
    }

    /** The listener hears no more; the answer is read to its end where that costs little, so that its connection can be used
     * again. */
    public void discard() {
        listener = new Discarding(this);
    }

    /** Reads no more until {@link #resume}. */
    public void pause() {
        if (carrier != null && !paused) {
            paused = true;
            expectWithin(upstreams.settings().callerPatience().toNanos());
            carrier.pause();
        }
    }

    public void resume() {
        if (carrier != null && paused) {
            paused = false;
            expectMore();
            carrier.resume();
        }
    }
}
