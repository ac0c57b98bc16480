package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.wire.WireError;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The caller's side of a gRPC call: the status comes last, in the trailers. Writes nothing once the caller is gone. */
final class GrpcReply {
    private static final String TYPE = "application/grpc";
    private static final String STATUS = "grpc-status";
    private static final String MESSAGE = "grpc-message";

    private static final long NO_ERROR = 0;

    private final HttpServerResponse response;

    GrpcReply(HttpServerResponse response) {
        this.response = response;
    }

    /** @param fields the provider's metadata, names and values in turn */
    void begin(List<String> fields) {
        if (writable()) {
            response.setChunked(true);
            GrpcMetadata.answer(response.headers(), fields);
            var _ = response.writeHead();
        }
    }

    /** The array must not be changed any more. */
    void write(byte[] bytes, int length) {
        if (length > 0 && writable()) {
            var _ = response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, length)));
        }
    }

    /** False while the caller reads more slowly than we write; {@code drained} is told when that is over. */
    boolean keepsUp(Runnable drained) {
        if (!writable() || !response.writeQueueFull()) {
            return true;
        }
        response.drainHandler(_ -> drained.run());
        return false;
    }

    /** Ends it as the provider did. */
    void end(List<String> trailers, String cost) {
        if (writable()) {
            GrpcMetadata.answer(response.headWritten() ? response.trailers() : response.headers(), trailers);
            put("x-marketplace-cost", cost);
            end();
        }
    }

    /** Ends it with an error of ours. */
    void refuse(WireError error, long retryAfterNanos) {
        if (writable()) {
            put(STATUS, Integer.toString(GrpcStatus.of(error.code())));
            put(MESSAGE, GrpcStatus.message(error.message()));
            put("x-marketplace-error", error.code().code());
            if (retryAfterNanos > 0) {
                put("grpc-retry-pushback-ms", Long.toString(TimeUnit.NANOSECONDS.toMillis(retryAfterNanos) + 1));
            }
            end();
        }
    }

    /** The same before anything of the request was read: no more of it is wanted. */
    void refuseAtOnce(WireError error, long retryAfterNanos) {
        if (writable()) {
            refuse(error, retryAfterNanos);
            var _ = response.reset(NO_ERROR);
        }
    }

    /**
     * Tells what would become of the call.
     *
     * @param document the verdict in JSON
     */
    void rehearsed(String verdict, byte[] document) {
        if (writable()) {
            put("x-marketplace-dry-run", verdict);
            put(
                    "x-marketplace-verdict-bin",
                    Base64.getEncoder().withoutPadding().encodeToString(document));
        }
    }

    /** Ends a dry run that would be a call: none of the caller's messages is wanted. */
    void notMade() {
        if (writable()) {
            put(STATUS, GrpcStatus.CANCELLED);
            put(MESSAGE, "Dry run: the call would be admitted.");
            end();
            var _ = response.reset(NO_ERROR);
        }
    }

    private void put(String name, String value) {
        if (response.headWritten()) {
            response.putTrailer(name, value);
        } else {
            response.putHeader(name, value);
        }
    }

    private void end() {
        if (!response.headWritten() && !response.headers().contains(HttpHeaders.CONTENT_TYPE)) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, TYPE);
        }
        var _ = response.end();
    }

    private boolean writable() {
        return !response.closed() && !response.ended();
    }
}
