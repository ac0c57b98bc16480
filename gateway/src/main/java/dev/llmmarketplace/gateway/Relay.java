package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.gateway.admit.Gatekeeper;
import dev.llmmarketplace.gateway.admit.Gatekeeper.Identity;
import dev.llmmarketplace.gateway.admit.Refusals;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.observe.CallObserver;
import dev.llmmarketplace.gateway.observe.Trace;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Answers everything below {@code /v1}, and calls that address a service ({@link ServicePath}), on one event loop. A call goes on as a {@link Call}: admit, route, forward,
 * meter, settle.
 */
public final class Relay {
    private static final String MODELS = "/v1/models";
    private static final String MESSAGES = "/v1/messages";
    private static final String JSON = "application/json";

    private final Station station;
    private final ModelList models;
    private volatile boolean closing;

    Relay(Station station, ModelList models) {
        this.station = station;
        this.models = models;
    }

    /** From now on only answers that it is closing. */
    void close() {
        closing = true;
    }

    /** True when a request with that path is for the relay. */
    public static boolean serves(String path) {
        return path.startsWith("/v1/") || ServicePath.service(path) != null;
    }

    /** True when a request is a gRPC call, which are all for the relay. */
    public static boolean servesGrpc(HttpServerRequest request) {
        return GrpcCall.spokenBy(request.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    /** Takes a request; must be called on this relay's event loop before anything of the body was read. */
    public void handle(HttpServerRequest request) {
        CallId call = CallId.next();
        String id = RequestIds.accept(request.headers().get("x-request-id"), call.toString());
        Arrival arrival = new Arrival(
                request,
                new Reply(request, id, dialect(request)),
                call,
                id,
                Time.currentMillis(),
                System.nanoTime(),
                trace(request));
        if (closing) {
            refuse(arrival, ErrorCode.UNAVAILABLE, "The gateway is shutting down. Try again on a new connection.");
            return;
        }
        if (GrpcCall.spokenBy(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            grpc(arrival);
            return;
        }
        switch (request.path()) {
            case "/v1/chat/completions" -> call(arrival, Route.CHAT_COMPLETIONS);
            case "/v1/completions" -> call(arrival, Route.COMPLETIONS);
            case "/v1/responses" -> call(arrival, Route.RESPONSES);
            case "/v1/embeddings" -> call(arrival, Route.EMBEDDINGS);
            case MESSAGES -> call(arrival, Route.MESSAGES);
            case MESSAGES + "/count_tokens" -> call(arrival, Route.COUNT_TOKENS);
            case "/v1/realtime" -> realtime(arrival);
            case MODELS -> models(arrival, null);
            case String path when path.startsWith(MODELS + "/") -> models(arrival, path.substring(MODELS.length() + 1));
            case String path -> addressed(arrival, path);
        }
    }

    private @Nullable Trace trace(HttpServerRequest request) {
        CallObserver observer = station.observer();
        return observer.traces() ? Trace.begin(request.getHeader("traceparent"), observer.head()) : null;
    }

    /** What a caller understands; with the list of models, the header tells that Anthropic's clients send. */
    private static Dialect dialect(HttpServerRequest request) {
        String path = request.path();
        if (path.startsWith("/api/")) {
            return Dialect.CUSTOM;
        }
        return path.startsWith(MESSAGES)
                        || path.startsWith(MODELS) && request.headers().contains("anthropic-version")
                ? Dialect.ANTHROPIC
                : Dialect.OPENAI;
    }

    private void grpc(Arrival arrival) {
        GrpcReply reply = new GrpcReply(arrival.request().response());
        switch (identity(arrival, Route.INVOKE)) {
            case Identity.Known(RingKey key) -> new GrpcCall(station, arrival, key, reply).begin();
            case Identity.Unknown(WireError error) -> {
                station.metrics().refused(error.code());
                reply.refuseAtOnce(error, 0);
            }
        }
    }

    private void call(Arrival arrival, Route route) {
        if (!HttpMethod.POST.equals(arrival.request().method())) {
            arrival.reply().methodNotAllowed("POST");
            return;
        }
        RingKey key = identify(arrival, route);
        if (key != null && acceptable(arrival)) {
            Call call = new Call(station, arrival, route, key, null);
            call.read();
        }
    }

    private void addressed(Arrival arrival, String path) {
        String service = ServicePath.service(path);
        if (service == null) {
            refuse(arrival, ErrorCode.NOT_FOUND, "There is nothing at '" + path + "'.");
            return;
        }
        Target target = station.gatekeeper().identified(service);
        if (HttpMethod.POST.equals(arrival.request().method())) {
            invoke(arrival, service, target);
        } else if (HttpMethod.GET.equals(arrival.request().method())) {
            connect(arrival, service, target, false);
        } else {
            arrival.reply().methodNotAllowed("POST, and GET with the upgrade to a WebSocket,");
        }
    }

    private void realtime(Arrival arrival) {
        String model = arrival.request().getParam("model", "");
        if (HttpMethod.GET.equals(arrival.request().method())) {
            connect(arrival, model, station.gatekeeper().identified(model), true);
        } else {
            arrival.reply().methodNotAllowed("GET");
        }
    }

    /** Who is not known learns nothing of what there is, and who may not see a service hears what he would without it. */
    private @Nullable RingKey identify(Arrival arrival, Route route, String named, @Nullable Target target) {
        RingKey key = known(arrival, identity(arrival));
        if (key == null) {
            return null;
        }
        if (target == null || !target.service().visibleTo(key.organisation())) {
            refuse(arrival, Refusals.unknownService(named));
            return null;
        }
        return known(arrival, station.gatekeeper().within(key, route));
    }

    private void invoke(Arrival arrival, String named, @Nullable Target target) {
        Route route = target == null ? Route.INVOKE : target.nativeRoute();
        RingKey key = identify(arrival, route, named, target);
        if (key == null || target == null) {
            return;
        }
        if (target.speaks(Protocol.WEBSOCKET) && !DryRun.asked(arrival.request())) {
            refuse(arrival, Refusals.opensSockets(target));
        } else if (target.speaks(Protocol.GRPC)) {
            refuse(
                    arrival,
                    ErrorCode.NOT_FOUND,
                    "'" + target.label() + "' is called by gRPC, with its name in the metadata x-marketplace-service.");
        } else if (route.opaque() || acceptable(arrival)) {
            Call call = new Call(station, arrival, route, key, target.label());
            call.read();
        }
    }

    private void connect(Arrival arrival, String named, @Nullable Target target, boolean realtime) {
        RingKey key = identify(arrival, Route.INVOKE, named, target);
        if (key == null || target == null) {
            return;
        }
        boolean upgrade = arrival.request().headers().contains(HttpHeaders.UPGRADE, "websocket", true);
        boolean opens = target.speaks(Protocol.WEBSOCKET);
        if (!opens && !upgrade) {
            arrival.reply().methodNotAllowed("POST");
        } else if (!opens) {
            refuse(arrival, Refusals.opensNoSockets(target));
        } else if (!upgrade) {
            refuse(arrival, Refusals.opensSockets(target));
        } else {
            SocketCall call = new SocketCall(station, arrival, key, target.label(), realtime);
            call.begin();
        }
    }

    private void models(Arrival arrival, @Nullable String name) {
        if (!HttpMethod.GET.equals(arrival.request().method())) {
            arrival.reply().methodNotAllowed("GET");
            return;
        }
        RingKey key = identify(arrival, Route.MODELS);
        if (key != null) {
            models.answer(arrival.reply(), key, name);
        }
    }

    private Identity identity(Arrival arrival, Route route) {
        return switch (identity(arrival)) {
            case Identity.Known(RingKey key) -> station.gatekeeper().within(key, route);
            case Identity.Unknown unknown -> unknown;
        };
    }

    private Identity identity(Arrival arrival) {
        MultiMap headers = arrival.request().headers();
        return station.gatekeeper()
                .identify(
                        new Gatekeeper.Visitor(
                                headers.get(HttpHeaders.AUTHORIZATION), apiKey(headers), () -> address(arrival)),
                        arrival.startedAtMillis());
    }

    private @Nullable RingKey identify(Arrival arrival, Route route) {
        return known(arrival, identity(arrival, route));
    }

    private @Nullable RingKey known(Arrival arrival, Identity identity) {
        return switch (identity) {
            case Identity.Known(RingKey key) -> key;
            case Identity.Unknown(WireError error) -> {
                refuse(arrival, error);
                yield null;
            }
        };
    }

    private String address(Arrival arrival) {
        String vouched = station.onBehalf().address(arrival.request().headers());
        return vouched == null ? told(arrival.request()) : vouched;
    }

    private String told(HttpServerRequest request) {
        return station.settings()
                .proxies()
                .caller(request.remoteAddress().hostAddress(), request.headers().getAll("x-forwarded-for"));
    }

    /** Browsers that open a WebSocket have no header for it. */
    private static @Nullable String apiKey(MultiMap headers) {
        String key = headers.get("x-api-key");
        return key == null && headers.contains(HttpHeaders.UPGRADE)
                ? OfferedProtocols.of(headers).key()
                : key;
    }

    /** Judges the body by its headers, before it is read. */
    private boolean acceptable(Arrival arrival) {
        MultiMap headers = arrival.request().headers();
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !isJson(type)) {
            refuse(
                    arrival,
                    new WireError(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "The content type must be application/json"
                                    + (type == null ? "." : ", not '" + type + "'."),
                            "content-type"));
            return false;
        }
        if (headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            refuse(
                    arrival,
                    new WireError(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must not be compressed.", "content-encoding"));
            return false;
        }
        return true;
    }

    private static boolean isJson(String type) {
        return type.regionMatches(true, 0, JSON, 0, JSON.length())
                && (type.length() == JSON.length() || "; ".indexOf(type.charAt(JSON.length())) >= 0);
    }

    private void refuse(Arrival arrival, ErrorCode code, String message) {
        refuse(arrival, WireError.of(code, message));
    }

    private void refuse(Arrival arrival, WireError error) {
        station.refused(arrival, null, error.code());
        arrival.reply().refuse(error, error.code() == ErrorCode.UNAVAILABLE ? Call.RETRY_SOON : 0);
    }
}
