package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.DeprecationNotice;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.gateway.admit.Grant;
import dev.llmmarketplace.gateway.cache.CachedAnswer;
import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.meter.Bill;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.WireError;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller's side of a call: each method writes at most once, and nothing once the caller is gone. */
final class Reply {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final CharSequence ANTHROPIC_REQUEST_ID = HttpHeaders.createOptimized("request-id");
    private static final CharSequence CALL_ID = HttpHeaders.createOptimized("x-marketplace-call-id");
    private static final CharSequence VERSION = HttpHeaders.createOptimized("x-marketplace-version");
    private static final CharSequence COST = HttpHeaders.createOptimized("x-marketplace-cost");
    private static final CharSequence IGNORED = HttpHeaders.createOptimized("x-marketplace-ignored");
    private static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-marketplace-attempts");
    private static final CharSequence[] TRIES = {
        HttpHeaders.createOptimized("0"),
        HttpHeaders.createOptimized("1"),
        HttpHeaders.createOptimized("2"),
        HttpHeaders.createOptimized("3")
    };
    private static final CharSequence DEPRECATION = HttpHeaders.createOptimized("deprecation");
    private static final CharSequence SUNSET = HttpHeaders.createOptimized("sunset");
    private static final CharSequence LINK = HttpHeaders.createOptimized("link");
    private static final CharSequence REPLAYED = HttpHeaders.createOptimized("idempotent-replayed");
    private static final CharSequence ERROR = HttpHeaders.createOptimized("x-marketplace-error");
    private static final CharSequence PROTOCOL = HttpHeaders.createOptimized("sec-websocket-protocol");
    private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence CACHE = HttpHeaders.createOptimized("x-marketplace-cache");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    /** Codes of HTTP/2 (RFC 9113, 7): the answer is whole and no more of the request is wanted, and: it is not whole. */
    private static final long NO_ERROR = 0;

    private static final long INTERNAL_ERROR = 2;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final MultiMap headers;
    private final String requestId;
    private final Dialect dialect;
    private @Nullable Grant grant;

    /** @param dialect what the caller understands */
    Reply(HttpServerRequest request, String requestId, Dialect dialect) {
        this.request = request;
        this.response = request.response();
        this.headers = response.headers();
        this.requestId = requestId;
        this.dialect = dialect;
        headers.add(REQUEST_ID, requestId);
        if (dialect == Dialect.ANTHROPIC) {
            headers.add(ANTHROPIC_REQUEST_ID, requestId);
        }
        if (dialect == Dialect.CUSTOM) { // whatever a provider answers is data, never a page of ours
            headers.add(NO_SNIFFING, "nosniff").add(POLICY, "sandbox; default-src 'none'");
        }
    }

    String requestId() {
        return requestId;
    }

    Dialect dialect() {
        return dialect;
    }

    /** From now on the answer shows these limits; none when null. */
    void limitedBy(@Nullable Grant limits) {
        grant = limits;
    }

    void forwardedAs(String callId, Target target) {
        headers.add(CALL_ID, callId);
        headers.add(VERSION, target.label());
        DeprecationNotice notice = target.service().notice();
        if (notice != null) {
            warn(notice);
        }
    }

    private void warn(DeprecationNotice notice) {
        headers.add(DEPRECATION, notice.deprecation());
        if (notice.sunset() != null) {
            headers.add(SUNSET, notice.sunset());
        }
        if (notice.link() != null) {
            headers.add(LINK, notice.link());
        }
    }

    /** What was said of where the call went does not hold: it goes to another service. */
    void goesElsewhere() {
        headers.remove(CALL_ID);
        headers.remove(VERSION);
        headers.remove(DEPRECATION);
        headers.remove(IGNORED);
        headers.remove(CACHE);
    }

    /** Tells which hints of the request have no counterpart with the provider. */
    void ignores(List<String> hints) {
        if (!hints.isEmpty()) {
            headers.add(IGNORED, String.join(",", hints));
        }
    }

    /** @param tries how often the request was sent */
    void after(int tries) {
        headers.set(ATTEMPTS, TRIES[tries]);
    }

    void costs(String amount) {
        headers.add(COST, amount);
    }

    /** Tells what was used, and what of it costs how much, where the caller's dialect has no other place for that. */
    void used(Bill bill, PriceBook prices, long nanos) {
        if (dialect == Dialect.CUSTOM) {
            UsageHeaders.put(headers, bill, prices, nanos);
        }
    }

    /** What the opening of a WebSocket says. */
    void switchesTo(@Nullable String protocol) {
        if (protocol != null) {
            headers.set(PROTOCOL, protocol);
        }
        if (grant != null) {
            LimitHeaders.put(headers, grant, dialect);
        }
    }

    /** Answers with an error instead of anything else. */
    void refuse(WireError error, long retryAfterNanos) {
        if (retryAfterNanos > 0) {
            LimitHeaders.putRetryAfter(headers, retryAfterNanos);
        }
        refuse(error.code().status(), error);
    }

    void refuse(int status, WireError error) {
        if (dialect == Dialect.CUSTOM) {
            headers.add(ERROR, error.code().code()); // a provider's problem documents look the same
            end(status, PROBLEM, wrap(error.problem(request.path(), status, requestId)));
        } else {
            end(status, JSON, wrap(error.body(dialect, status, requestId)));
        }
    }

    /** Refuses, and ends the connection, or the stream of one, on which something may still be coming. */
    void refuseAndClose(WireError error) {
        if (multiplexed()) {
            refuse(error, 0);
            var _ = response.reset(NO_ERROR);
        } else {
            headers.add(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            refuse(error, 0);
        }
    }

    /** True when the call is one of several on its connection: HTTP/2. */
    private boolean multiplexed() {
        return response.streamId() >= 0;
    }

    void methodNotAllowed(String allowed) {
        headers.add(HttpHeaders.ALLOW, allowed);
        refuse(WireError.of(ErrorCode.METHOD_NOT_ALLOWED, "The path answers to " + allowed + " only."), 0);
    }

    /** A whole answer at once. */
    void end(AnswerHead head, Held body) {
        if (writable()) {
            put(head.passed());
            end(head.status(), head.contentType(), wrap(body.bytes(), body.from(), body.to()));
        }
    }

    /** The same with a translated body. */
    void end(AnswerHead head, byte[] json) {
        if (writable()) {
            put(head.passed());
            end(head.status(), JSON, wrap(json));
        }
    }

    /** The answer of an earlier call, instead of another call. */
    void replay(CallId call, ReplayStore.Answer answer) {
        headers.add(REPLAYED, "true");
        headers.add(CALL_ID, call.toString());
        headers.add(COST, answer.cost());
        end(answer.status(), answer.contentType(), wrap(answer.body()));
    }

    /** What an earlier call was answered with, and how long ago. */
    void giveAgain(CachedAnswer kept, long ageSeconds) {
        headers.add(CACHE, "hit");
        headers.add(HttpHeaders.AGE, Long.toString(ageSeconds));
        headers.add(COST, "0");
        after(0);
        end(200, kept.contentType().isEmpty() ? null : kept.contentType(), wrap(kept.body()));
    }

    /** The answer was looked for among those that were kept, and was not there. */
    void notKept() {
        headers.add(CACHE, "miss");
    }

    void endJson(byte[] body) {
        end(200, JSON, wrap(body));
    }

    private void end(int status, @Nullable CharSequence contentType, Buffer body) {
        if (!writable()) {
            return;
        }
        begin(status, contentType);
        response.end(body);
    }

    /** Begins an answer that comes in pieces. */
    void begin(AnswerHead head) {
        if (writable()) {
            put(head.passed());
            begin(head.status(), head.contentType());
            response.setChunked(true);
        }
    }

    private void begin(int status, @Nullable CharSequence contentType) {
        response.setStatusCode(status);
        if (contentType != null) {
            headers.add(HttpHeaders.CONTENT_TYPE, contentType);
        }
        if (grant != null) {
            LimitHeaders.put(headers, grant, dialect);
        }
    }

    private void put(List<String> passed) {
        for (int i = 0; i < passed.size(); i += 2) {
            headers.add(passed.get(i), passed.get(i + 1));
        }
    }

    /** Writes a piece; the array must not be changed any more. */
    void write(byte[] bytes, int from, int to) {
        if (from < to && writable()) {
            response.write(wrap(bytes, from, to));
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

    /** Ends an answer in pieces with the last one, which may be empty. */
    void end(byte[] bytes, int from, int to) {
        if (writable()) {
            response.end(wrap(bytes, from, to));
        }
    }

    /** Breaks the answer off in a way that the caller notices. */
    void breakOff() {
        if (writable()) {
            response.reset(INTERNAL_ERROR);
        }
    }

    private boolean writable() {
        return !response.closed() && !response.ended();
    }

    private static Buffer wrap(byte[] bytes) {
        return wrap(bytes, 0, bytes.length);
    }

    private static Buffer wrap(byte[] bytes, int from, int to) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, from, to - from));
    }
}
