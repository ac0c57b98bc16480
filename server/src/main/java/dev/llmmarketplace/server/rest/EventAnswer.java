package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.server.rest.Answer.EventStream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends server-sent events from a thread that may wait to a connection that lives on an event loop. */
final class EventAnswer implements EventStream.Sink {
    /** Who takes nothing for so long is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;

    EventAnswer(HttpServerRequest request, Context context) {
        this.request = request;
        this.response = request.response();
        this.context = context;
    }

    void send(Answer answer, EventStream events) {
        context.runOnContext(nothing -> {
            if (!response.ended() && !response.closed()) {
                answer.headers().forEach(response::putHeader);
                response.setStatusCode(answer.status())
                        .setChunked(true)
                        .putHeader("content-type", answer.contentType());
                request.resume();
            }
        });
        events.write(this);
        context.runOnContext(nothing -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }

    @Override
    public boolean send(String text) {
        Promise<Void> written = Promise.promise();
        context.runOnContext(nothing -> {
            boolean gone = response.ended() || response.closed();
            Future<Void> writing = gone ? Future.failedFuture("nobody listens") : response.write(text);
            writing.onComplete(written);
        });
        try {
            written.future().toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException gone) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
