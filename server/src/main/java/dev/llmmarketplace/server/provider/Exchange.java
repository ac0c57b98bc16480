package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.server.provider.Call.Arrival;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A request with the answers that the provider's handlers give. */
record Exchange(HttpServerRequest request) {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final CharSequence MARKETPLACE_CALL_ID = HttpHeaders.createOptimized("x-marketplace-call-id");

    HttpServerResponse response() {
        return request.response();
    }

    Arrival arrival(String route) {
        return new Arrival(
                Time.currentMillis(), request.getHeader(REQUEST_ID), request.getHeader(MARKETPLACE_CALL_ID), route);
    }

    Future<Void> send(String json) {
        return response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(json);
    }

    /** Closes the connection without an end of the answer. */
    Future<Void> breakOff() {
        return request.connection().close();
    }

    /** Runs {@code step} and answers with what it throws. */
    void guard(Runnable step) {
        try {
            step.run();
        } catch (ProviderError e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(ProviderError.broken(e));
        }
    }

    Future<Void> fail(ProviderError error) {
        HttpServerResponse response = response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        if (error.status() == 429 || error.status() == 503) {
            response.putHeader("retry-after", "1");
        }
        response.setStatusCode(error.status());
        return send(request.path().startsWith("/v1/messages") ? error.anthropicBody() : error.body());
    }
}
