package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Call.Ending;
import dev.llmmarketplace.server.provider.Directives.Timing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.ObjIntConsumer;

/**
 * One answer on its way as server-sent events, a chunk for each token. Runs on the connection's event loop only. Waits
 * for the reader when it is slow, and for the pace that was asked for.
 */
final class ChatStream {
    private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream; charset=utf-8");

    private final Vertx vertx;
    private final Exchange exchange;
    private final HttpServerResponse response;
    private final ChatAnswer answer;
    private final AnswerWire wire;
    private final Timing timing;
    private final int cutAfter;
    private int at;
    private int sent;
    private boolean over;
    private ObjIntConsumer<Ending> ended = (how, tokens) -> {};

    ChatStream(Vertx vertx, Exchange exchange, ChatAnswer answer, AnswerWire wire, Timing timing, int cutAfter) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.response = exchange.response();
        this.answer = answer;
        this.wire = wire;
        this.timing = timing;
        this.cutAfter = cutAfter;
    }

    /** {@code ended} is called once, with the tokens that were sent. */
    void start(ObjIntConsumer<Ending> ended) {
        this.ended = ended;
        response.closeHandler(closed -> end(Ending.CLIENT_CLOSED));
        response.exceptionHandler(failure -> end(Ending.CLIENT_CLOSED));
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        later(timing.firstDelay(), () -> {
            String opening = wire.opening(answer);
            if (!opening.isEmpty()) {
                response.write(opening);
            }
            later(timing.pace(), this::writeOn);
        });
    }

    private void writeOn() {
        while (!over) {
            if (sent == cutAfter) {
                cut();
                return;
            }
            if (at == answer.text().length()) {
                close();
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> writeOn());
                return;
            }
            writeToken();
            if (timing.pace() > 0) {
                later(timing.pace(), this::writeOn);
                return;
            }
        }
    }

    private void writeToken() {
        int next = Tokenizer.next(answer.text(), at);
        response.write(wire.piece(answer, answer.text().subSequence(at, next)));
        at = next;
        sent++;
    }

    private void close() {
        response.end(wire.closing(answer))
                .onComplete(written -> end(written.succeeded() ? Ending.COMPLETED : Ending.CLIENT_CLOSED));
    }

    private void cut() {
        over = true;
        exchange.request().connection().close().onComplete(closed -> ended.accept(Ending.CUT, sent));
    }

    private void end(Ending how) {
        if (!over) {
            over = true;
            ended.accept(how, how == Ending.COMPLETED ? answer.tokens() : sent);
        }
    }

    private void later(long millis, Runnable step) {
        if (millis == 0) {
            step.run();
            return;
        }
        vertx.setTimer(millis, timer -> {
            if (!over) {
                step.run();
            }
        });
    }
}
