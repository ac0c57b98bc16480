package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.rest.AuditedActions.Asked;
import dev.llmmarketplace.server.rest.Request.Content;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The life of one management request, on a virtual thread: who is it, may he, how often does he come, is what he sends in
 * order; then the operation is carried out, and the answer or the problem is sent. A body is read after its sender has
 * been let in, not before.
 */
final class Exchange implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.llmmarketplace.server.rest.requests");
    private static final int MANY_BYTES = 64 * 1024;
    /** Of HTTP/2: the answer is whole, and no more of the request is wanted. */
    private static final long NO_ERROR = 0;

    private final RoutingContext routing;
    private final Context context;
    private final Operation operation;
    private final OperationHandler handler;
    private final Doorway doorway;
    private final String requestId;
    private Optional<Principal> caller = Optional.empty();
    private @Nullable Request request;

    /** What every request passes. */
    record Doorway(Guard guard, RateLimits limits, AuditedActions actions, RequestMetrics metrics) {}

    /** @param context the event loop that the request belongs to; the request is paused */
    Exchange(RoutingContext routing, Context context, Operation operation, OperationHandler handler, Doorway doorway) {
        this.routing = routing;
        this.context = context;
        this.operation = operation;
        this.handler = handler;
        this.doorway = doorway;
        this.requestId = routing.get(RequestIds.HEADER);
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        MDC.put("requestId", requestId); // the thread ends with the request, and its context with it
        Answer answer = answer();
        answer.events()
                .ifPresentOrElse(
                        events -> new EventAnswer(routing.request(), context).send(answer, events),
                        () -> context.runOnContext(nothing -> send(answer)));
        long nanos = System.nanoTime() - start;
        doorway.metrics().record(operation, answer.status(), nanos);
        log(answer, nanos);
    }

    private Answer answer() {
        try {
            Request read = request();
            request = read;
            Answer answer = doorway.actions().carryOut(asked(), handler, read);
            return operation.method().equals(HttpMethod.GET)
                    ? EntityTag.unlessKnown(answer, routing.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                    : answer;
        } catch (RuntimeException | Error e) {
            doorway.actions().enter(asked(), request, e);
            return Problems.answer(e, routing.request().path(), requestId);
        }
    }

    private Asked asked() {
        return new Asked(
                operation, caller, requestId, routing.request().remoteAddress().hostAddress());
    }

    private Request request() {
        HttpServerRequest http = routing.request();
        RequestCheck check = new RequestCheck(operation);
        caller = doorway.guard().identify(http.getHeader(HttpHeaders.AUTHORIZATION));
        doorway.guard().admit(operation, caller);
        doorway.limits().admit(operation.rate(), callerName(caller, http));
        Map<String, List<String>> parameters = check.parameters(routing.pathParams(), query(), http.headers()::getAll);
        byte[] bytes = RequestBody.read(http, context, operation.maxBody());
        Content content = check.content(bytes, http.getHeader(HttpHeaders.CONTENT_TYPE));
        return new Request(requestId, caller, parameters, content);
    }

    private Map<String, List<String>> query() {
        try {
            Map<String, List<String>> query = new HashMap<>();
            routing.queryParams().names().forEach(name -> query.put(name, routing.queryParam(name)));
            return query;
        } catch (RuntimeException e) {
            throw new ProblemException(Problem.of(
                    ErrorCode.MALFORMED_REQUEST, "The query is not percent-encoded UTF-8: " + e.getMessage() + "."));
        }
    }

    private static String callerName(Optional<Principal> caller, HttpServerRequest http) {
        return caller.map(principal -> principal.user().toString())
                .orElseGet(() -> http.remoteAddress().hostAddress());
    }

    /**
     * On the event loop. What of the body has not been read is let go, or with it the connection, by HTTP/2 the stream,
     * when it may be much.
     */
    private void send(Answer answer) {
        HttpServerRequest http = routing.request();
        HttpServerResponse response = http.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean unread = !http.isEnded();
        boolean much = unread && http.bytesRead() + announced(http) > MANY_BYTES;
        boolean stream = response.streamId() >= 0;
        if (much && !stream) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (!answer.contentType().isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        response.end(Buffer.buffer(answer.body()));
        if (unread) {
            http.handler(null).exceptionHandler(gone -> {}).resume();
            if (much && stream) {
                var _ = response.reset(NO_ERROR);
            }
        }
    }

    private static long announced(HttpServerRequest http) {
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = http.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return length == null || length.length() > 18 ? (chunked ? Long.MAX_VALUE / 2 : 0) : Long.parseLong(length);
    }

    private void log(Answer answer, long nanos) {
        long millis = nanos / 1_000_000;
        if (operation.rate() == Operation.RateClass.READS || operation.rate() == Operation.RateClass.NONE) {
            LOG.debug("{} {} {} in {} ms", operation.method(), routing.request().path(), answer.status(), millis);
        } else {
            LOG.info("{} {} {} in {} ms", operation.method(), routing.request().path(), answer.status(), millis);
        }
    }
}
