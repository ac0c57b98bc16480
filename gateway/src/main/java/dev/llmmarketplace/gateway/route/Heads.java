package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heads of an endpoint's requests with one credential, each made when the first call needs it: of a million
 * services most are never called by the same process. Thread-safe; two event loops may make the same one, and one of the two be made again.
 */
final class Heads {
    private final Endpoint endpoint;
    private final @Nullable Secret credential;
    private final List<String> credentialHeader;
    private final UpstreamHead probe;
    /** Never changed, replaced by one that has another one besides. */
    private volatile Map<Route, UpstreamHead> made = Map.of();

    /** @throws IllegalArgumentException when the address or the credential cannot stand in a request */
    Heads(Endpoint endpoint, @Nullable Secret credential) {
        this.endpoint = endpoint;
        this.credential = credential;
        this.credentialHeader = UpstreamHead.credentialHeader(endpoint, credential);
        this.probe = UpstreamHead.probe(endpoint, credential);
    }

    /** @throws IllegalArgumentException when calls by that route are in another dialect than the endpoint's */
    UpstreamHead of(Route route) {
        UpstreamHead head = made.get(route);
        return head == null ? make(route) : head;
    }

    private UpstreamHead make(Route route) {
        if (route.dialect() != endpoint.dialect()) {
            throw new IllegalArgumentException("no calls are forwarded by " + route);
        }
        UpstreamHead head = UpstreamHead.of(endpoint, credential, route);
        Map<Route, UpstreamHead> more = new EnumMap<>(Route.class);
        more.putAll(made);
        more.put(route, head);
        made = more;
        return head;
    }

    /** Of a gRPC call of {@code method}, {@code /package.Service/Method}. */
    UpstreamHead grpc(String method) {
        return UpstreamHead.grpc(endpoint, credential, method);
    }

    /** Of a request that costs nothing. */
    UpstreamHead probe() {
        return probe;
    }

    /** Name and value; empty when no credential is needed. */
    List<String> credentialHeader() {
        return credentialHeader;
    }
}
