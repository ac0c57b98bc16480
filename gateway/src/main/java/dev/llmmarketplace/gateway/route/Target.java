package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.CallableService.Door;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.gateway.wire.JsonText;
import dev.llmmarketplace.gateway.wire.Route;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A listed version with all that can be prepared for its calls. */
public final class Target {
    private final CallableService service;
    private final OutputHistory history;
    private final String label;
    private final @Nullable Way way;

    /**
     * How to reach it.
     *
     * @param dialect what the provider understands
     * @param model the provider's name of the model as a JSON string
     * @param completionTokens true when answers are limited by {@code max_completion_tokens}, as OpenAI's own reasoning
     *     models demand; everyone else knows {@code max_tokens}
     */
    public record Way(
            Origin origin,
            Dialect dialect,
            byte[] model,
            boolean completionTokens,
            PriceVersionId priceVersion,
            PriceBook prices,
            Map<Route, UpstreamHead> heads) {

        public UpstreamHead head(Route route) {
            UpstreamHead head = heads.get(route);
            if (head == null) {
                throw new IllegalArgumentException("no calls are forwarded by " + route);
            }
            return head;
        }
    }

    Target(CallableService service, OutputHistory history) {
        this.service = service;
        this.history = history;
        this.label = service.name() + "@" + service.number();
        this.way = way(service);
    }

    private static @Nullable Way way(CallableService service) {
        Door door = door(service);
        PriceBook prices = service.prices();
        PriceVersionId priceVersion = service.priceVersion();
        if (!service.callable() || door == null || prices == null || priceVersion == null || !spoken(door.endpoint())) {
            return null;
        }
        Endpoint endpoint = door.endpoint();
        try {
            Origin origin = Origin.of(endpoint.url());
            Map<Route, UpstreamHead> heads = new EnumMap<>(Route.class);
            Dialect dialect = endpoint.dialect();
            for (Route route : Route.values()) {
                if (route.dialect() == dialect) {
                    heads.put(route, UpstreamHead.of(endpoint, door.credential(), route));
                }
            }
            byte[] model = JsonText.quoted(endpoint.upstreamModel());
            return new Way(origin, dialect, model, openAi(origin.host()), priceVersion, prices, heads);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Door door(CallableService service) {
        return service.doors().stream()
                .filter(Door::opens)
                .min(Comparator.comparingInt(door -> door.endpoint().priority()))
                .orElse(null);
    }

    private static boolean spoken(Endpoint endpoint) {
        return endpoint.dialect() != Dialect.CUSTOM && endpoint.protocol() == Protocol.REST;
    }

    private static boolean openAi(String host) {
        return host.equals("api.openai.com") || host.endsWith(".openai.azure.com");
    }

    public CallableService service() {
        return service;
    }

    /** {@code provider/service@1.2.3} */
    public String label() {
        return label;
    }

    /** Null when it is listed and cannot be called by this gateway. */
    public @Nullable Way way() {
        return way;
    }

    /** Until the first byte of an answer. */
    public Duration timeout() {
        return service.timeout();
    }

    public OutputHistory history() {
        return history;
    }
}
