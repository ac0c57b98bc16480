package dev.llmmarketplace.server.rest.sla;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Ejected;
import dev.llmmarketplace.gateway.route.EndpointHealth.State;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The endpoints that this process leaves alone after failures: providers see their own, operators all. */
public final class EjectedRoutes {
    private final Ejected ejected;

    public EjectedRoutes(Ejected ejected) {
        this.ejected = ejected;
    }

    public void register(Routes routes) {
        routes.on("listEjectedEndpoints", this::list);
    }

    /** @param retryInMillis absent while a call is on trial */
    record EndpointBody(
            String service,
            String url,
            @Nullable String region,
            String state,
            String reason,
            int times,
            @Nullable Long retryInMillis) {

        /** Null when it is back already. */
        static @Nullable EndpointBody from(Destination destination, long now) {
            return switch (destination.health().state()) {
                case State.Closed() -> null;
                case State.Open(long until, int times, String reason) ->
                    of(destination, "open", reason, times, TimeUnit.NANOSECONDS.toMillis(Math.max(0, until - now)));
                case State.Trying(long _, int times, String reason) -> of(destination, "trying", reason, times, null);
            };
        }

        private static EndpointBody of(
                Destination destination, String state, String reason, int times, @Nullable Long retryInMillis) {
            return new EndpointBody(
                    destination.service().name() + "@" + destination.service().number(),
                    destination.endpoint().url().toString(),
                    destination.endpoint().region(),
                    state,
                    reason,
                    times + 1,
                    retryInMillis);
        }
    }

    private Answer list(Request request) {
        long now = System.nanoTime();
        List<EndpointBody> items = ejected.present().stream()
                .filter(destination -> sees(request, destination))
                .<EndpointBody>mapMulti((destination, sink) -> {
                    EndpointBody body = EndpointBody.from(destination, now);
                    if (body != null) {
                        sink.accept(body);
                    }
                })
                .sorted(Comparator.comparing(EndpointBody::service).thenComparing(EndpointBody::url))
                .toList();
        return Answer.ok(PageBody.whole(items, body -> body));
    }

    private static boolean sees(Request request, Destination destination) {
        return request.callerPermits(Permission.ANY_ORGANISATION)
                || request.principal()
                        .organisation()
                        .equals(destination.service().provider());
    }
}
