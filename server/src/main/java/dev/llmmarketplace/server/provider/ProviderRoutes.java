package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.provider.Call.Ending;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets callers in by their key and hands each request to its route. */
final class ProviderRoutes implements Handler<HttpServerRequest> {
    private static final int MOST_BODY_BYTES = 64 << 20;
    private static final String BEARER = "Bearer ";

    private final @Nullable Secret expected;
    private final CallLog log;
    private final Pages pages;
    private final Map<String, ModelRoute> models;

    ProviderRoutes(@Nullable Secret apiKey, CallLog log, List<ModelRoute> models) {
        this.expected = apiKey;
        this.log = log;
        this.pages = new Pages(log);
        this.models = models.stream()
                .collect(Collectors.toUnmodifiableMap(
                        route -> "/v1/" + route.name().replace('.', '/'), Function.identity()));
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request);
        exchange.guard(() -> route(exchange));
    }

    private void route(Exchange exchange) {
        String path = exchange.request().path();
        if (path.equals("/health")) {
            exchange.send("{\"status\":\"up\"}");
            return;
        }
        admit(exchange.request());
        ModelRoute model = models.get(path);
        if (model == null) {
            requireMethod(exchange.request(), HttpMethod.GET, path);
            exchange.send(pages.page(path, exchange.request()));
        } else {
            requireMethod(exchange.request(), HttpMethod.POST, path);
            receive(exchange, model);
        }
    }

    private void admit(HttpServerRequest request) {
        if (expected == null) {
            return;
        }
        String given = given(request);
        if (given == null || !expected.equals(new Secret(given))) {
            throw new ProviderError(
                    401,
                    "authentication_error",
                    "invalid_api_key",
                    null,
                    "The key is missing or wrong: send the key given with --api-key as 'Authorization: Bearer' or as"
                            + " 'x-api-key'.");
        }
    }

    private static @Nullable String given(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : request.getHeader("x-api-key");
    }

    private void receive(Exchange exchange, ModelRoute model) {
        Buffer body = Buffer.buffer();
        exchange.request()
                .handler(part -> {
                    if (body.length() + part.length() > MOST_BODY_BYTES) {
                        exchange.request().handler(null);
                        refuse(exchange, model, tooLarge());
                    } else {
                        body.appendBuffer(part);
                    }
                })
                .endHandler(end -> exchange.guard(() -> serve(exchange, model, body.getBytes())));
    }

    private void serve(Exchange exchange, ModelRoute model, byte[] body) {
        try {
            model.serve(exchange, body);
        } catch (ProviderError e) {
            refuse(exchange, model, e);
        }
    }

    /** A refused call has reached this provider all the same, so it is in the log. */
    private void refuse(Exchange exchange, ModelRoute model, ProviderError error) {
        Call call = log.begin(exchange.arrival(model.name()), "", 0, 0);
        exchange.fail(error).onComplete(sent -> log.end(call, Ending.REFUSED, 0));
    }

    private static ProviderError tooLarge() {
        return new ProviderError(
                413,
                "invalid_request_error",
                "too_large",
                null,
                "The body is larger than " + MOST_BODY_BYTES + " bytes.");
    }

    private static void requireMethod(HttpServerRequest request, HttpMethod method, String path) {
        if (!request.method().equals(method)) {
            throw new ProviderError(
                    405, "invalid_request_error", "method_not_allowed", null, path + " answers " + method + " only.");
        }
    }
}
