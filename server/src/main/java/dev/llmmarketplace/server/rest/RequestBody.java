package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes the body of a paused request off the event loop's hands, never more than is allowed. */
final class RequestBody {
    private static final int PATIENCE_SECONDS = 60;

    private final HttpServerRequest request;
    private final long max;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final Buffer received = Buffer.buffer();

    private RequestBody(HttpServerRequest request, long max) {
        this.request = request;
        this.max = max;
    }

    /**
     * Blocks until the whole body is here.
     *
     * @throws ProblemException {@code PAYLOAD_TOO_LARGE}, or {@code MALFORMED_REQUEST} when it does not come
     */
    static byte[] read(HttpServerRequest request, Context context, long max) {
        RequestBody body = new RequestBody(request, max);
        body.checkAnnounced();
        context.runOnContext(ignored -> body.receive());
        try {
            return body.done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : brokenOff();
        } catch (TimeoutException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST, "The body did not arrive within " + PATIENCE_SECONDS + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The server is stopping.");
        }
    }

    private void checkAnnounced() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.length() <= 18 && Long.parseLong(length) > max) {
            throw tooLarge();
        }
    }

    private void receive() {
        request.handler(this::append)
                .exceptionHandler(error -> done.completeExceptionally(brokenOff()))
                .endHandler(ignored -> done.complete(received.getBytes()))
                .resume();
    }

    private void append(Buffer chunk) {
        if (received.length() + (long) chunk.length() > max) {
            request.handler(null);
            done.completeExceptionally(tooLarge());
        } else {
            received.appendBuffer(chunk);
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than the " + max + " bytes this operation takes.");
    }

    private static ProblemException brokenOff() {
        return new ProblemException(ErrorCode.MALFORMED_REQUEST, "The body broke off.");
    }
}
