package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.rest.Exchange.Doorway;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All management routes of the contract with their handlers, and what is answered where there is no route. */
public final class Edge implements AutoCloseable {
    /** Requests at a time; more are turned away at once rather than piled up. */
    private static final int MAX_IN_FLIGHT = 2_000;

    private final Contract contract;
    private final Doorway doorway;
    private final Map<String, OperationHandler> handlers = new HashMap<>();
    private final Semaphore places = new Semaphore(MAX_IN_FLIGHT);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());

    public Edge(
            Contract contract,
            Guard.Authenticator authenticator,
            RateLimits limits,
            AuditTrail trail,
            MeterRegistry meters) {
        this.contract = contract;
        this.doorway =
                new Doorway(new Guard(authenticator), limits, new AuditedActions(trail), new RequestMetrics(meters));
    }

    /** Where features register their handlers, before the first router is made. */
    public Routes routes() {
        return (operationId, handler) -> {
            if (contract.operations().stream()
                    .noneMatch(operation -> operation.id().equals(operationId))) {
                throw new IllegalArgumentException("the contract has no operation " + operationId);
            }
            if (handlers.putIfAbsent(operationId, handler) != null) {
                throw new IllegalArgumentException(operationId + " has two handlers");
            }
        };
    }

    /** Gives every operation that has no handler an answer: this process does not do it. */
    public void answerRestElsewhere() {
        served().map(Operation::id)
                .filter(id -> !handlers.containsKey(id))
                .forEach(id -> handlers.put(id, request -> {
                    throw new ProblemException(
                            ErrorCode.NOT_FOUND, "This process is a gateway; another one serves the management API.");
                }));
    }

    /**
     * A router for one event loop.
     *
     * @param pages what serves paths outside the contract; it calls {@code next()} for those it does not know
     * @throws IllegalStateException when an operation has no handler
     */
    public Router router(Vertx vertx, io.vertx.core.Handler<RoutingContext> pages) {
        Router router = Router.router(vertx);
        router.route().handler(Edge::greet);
        for (String path : served().map(Operation::path).distinct().toList()) {
            served().filter(operation -> operation.path().equals(path)).forEach(operation -> mount(router, operation));
            mountOtherMethods(router, path);
        }
        router.route().handler(pages);
        router.route().handler(Edge::noSuchPath);
        router.route().failureHandler(Edge::failed);
        return router;
    }

    @Override
    public void close() {
        threads.close();
    }

    /** Paths without parameters come first: {@code /usage/summary} is no call. */
    private Stream<Operation> served() {
        return contract.operations().stream()
                .filter(operation -> !operation.gateway())
                .sorted(Comparator.comparingLong(operation ->
                        operation.path().chars().filter(c -> c == '{').count()));
    }

    private void mount(Router router, Operation operation) {
        OperationHandler handler = handlers.get(operation.id());
        if (handler == null) {
            throw new IllegalStateException(operation.id() + " has no handler");
        }
        var route = router.route(operation.method(), vertxPath(operation.path()));
        if (operation.method().equals(HttpMethod.GET)) {
            route.method(HttpMethod.HEAD);
        }
        route.handler(routing -> {
            routing.request().pause();
            begin(routing, new Exchange(routing, Vertx.currentContext(), operation, handler, doorway));
        });
    }

    private void begin(RoutingContext routing, Exchange exchange) {
        if (!places.tryAcquire()) {
            refuse(routing, Problem.of(ErrorCode.UNAVAILABLE, "Too many requests are being served at the moment."));
            return;
        }
        threads.execute(() -> {
            try {
                exchange.run();
            } finally {
                places.release();
            }
        });
    }

    private void mountOtherMethods(Router router, String path) {
        List<Operation> here =
                served().filter(operation -> operation.path().equals(path)).toList();
        String allowed = here.stream()
                .flatMap(operation -> operation.method().equals(HttpMethod.GET)
                        ? Stream.of("GET", "HEAD")
                        : Stream.of(operation.method().name()))
                .sorted()
                .collect(Collectors.joining(", "));
        router.route(vertxPath(path)).handler(routing -> {
            routing.response().putHeader("allow", allowed);
            refuse(
                    routing,
                    Problem.of(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            routing.request().method() + " is not among the methods of this path: " + allowed + "."));
        });
    }

    private static String vertxPath(String path) {
        return path.replace("{", ":").replace("}", "");
    }

    private static void greet(RoutingContext routing) {
        String id = RequestIds.acceptOrMake(routing.request().getHeader(RequestIds.HEADER));
        routing.put(RequestIds.HEADER, id);
        routing.response().putHeader(RequestIds.HEADER, id);
        SecurityHeaders.add(routing.response().headers());
        routing.next();
    }

    private static void noSuchPath(RoutingContext routing) {
        refuse(
                routing,
                Problem.of(ErrorCode.NOT_FOUND, "There is no such path. /openapi.yaml lists all, /docs shows them."));
    }

    /** What Vert.x itself refuses, for example an undecodable path. */
    private static void failed(RoutingContext routing) {
        if (routing.statusCode() >= 400 && routing.statusCode() < 500) {
            refuse(routing, Problem.of(ErrorCode.MALFORMED_REQUEST, "The request's address cannot be read."));
        } else {
            send(routing, Problems.answer(routing.failure(), routing.request().path(), id(routing)));
        }
    }

    /** The answer to what could not be read as a request for {@code path}. */
    public static Answer unreadable(Problem problem, String path) {
        return Problems.answer(problem, path, RequestIds.acceptOrMake(null));
    }

    private static void refuse(RoutingContext routing, Problem problem) {
        send(routing, Problems.answer(problem, routing.request().path(), id(routing)));
    }

    private static void send(RoutingContext routing, Answer answer) {
        var response = routing.response();
        if (!response.ended()) {
            answer.headers().forEach(response::putHeader);
            response.setStatusCode(answer.status())
                    .putHeader("content-type", answer.contentType())
                    .end(io.vertx.core.buffer.Buffer.buffer(answer.body()));
        }
        routing.request().resume();
    }

    private static String id(RoutingContext routing) {
        String id = routing.get(RequestIds.HEADER);
        return id == null ? RequestIds.acceptOrMake(null) : id;
    }
}
