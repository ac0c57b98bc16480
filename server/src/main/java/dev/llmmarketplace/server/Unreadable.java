package dev.llmmarketplace.server;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.gateway.Relay;
import dev.llmmarketplace.gateway.wire.WireError;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Edge;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what is no request by HTTP, or too much of one, in the shape of whom it was for; then the connection ends. */
final class Unreadable {
    /** Bytes of all headers of a request together, and of its first line. */
    static final int MOST_HEADERS = 32 * 1024;

    static final int LONGEST_LINE = 8 * 1024;

    private Unreadable() {}

    static void answer(HttpServerRequest request) {
        Problem problem = problem(request.decoderResult().cause());
        String path = request.path() == null ? "/" : request.path();
        Answer answer = Relay.serves(path) ? ofDataPlane(problem, path) : Edge.unreadable(problem, path);
        request.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .end(Buffer.buffer(answer.body()));
        request.connection().close();
    }

    private static Answer ofDataPlane(Problem problem, String path) {
        int status = problem.code().status();
        Dialect dialect = path.startsWith("/v1/messages") ? Dialect.ANTHROPIC : Dialect.OPENAI;
        byte[] body = WireError.of(problem.code(), problem.detail())
                .body(dialect, status, Ids.next().toString());
        return new Answer(status, "application/json", body, Map.of());
    }

    private static Problem problem(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(
                    ErrorCode.ADDRESS_TOO_LONG, "The request's first line may have " + LONGEST_LINE + " bytes.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(
                    ErrorCode.HEADERS_TOO_LARGE, "The request's headers may have " + MOST_HEADERS + " bytes together.");
        }
        return Problem.of(ErrorCode.MALFORMED_REQUEST, "This is no request by HTTP/1.1.");
    }
}
