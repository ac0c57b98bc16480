package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.gateway.admit.OwnRules;
import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.cache.AnswerCache;
import dev.llmmarketplace.gateway.cache.CacheKey;
import dev.llmmarketplace.gateway.cache.CachedAnswer;
import dev.llmmarketplace.gateway.wire.Route;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which calls may be answered from the cache, and by what they are found there. Only calls of organisations that want it,
 * and only admitted ones: a hit passes all that a call passes. Thread-safe.
 */
final class AnswerCaching {
    private static final String NO_STORE = "no-store";
    private static final String NO_CACHE = "no-cache";

    private final AnswerCache cache;
    private final OwnRules rules;

    AnswerCaching(AnswerCache cache, OwnRules rules) {
        this.cache = cache;
        this.rules = rules;
    }

    /**
     * A place in the cache for one call.
     *
     * @param fresh the caller wants a new answer, and that one kept
     */
    record Place(CacheKey key, long cacheForNanos, boolean fresh) {}

    /** Null when the call has nothing to do with the cache. */
    @Nullable
    Place place(HttpServerRequest request, Route route, BodyReader body, Ticket ticket) {
        ConsumptionRules own = rules.find(ticket.consumer());
        if (own == null || own.cacheFor().isZero() || !route.billed() || route.opaque()) {
            return null;
        }
        String wish = request.headers().get(HttpHeaders.CACHE_CONTROL);
        String wanted = wish == null ? "" : wish.toLowerCase(Locale.ROOT);
        return wanted.contains(NO_STORE)
                ? null
                : new Place(
                        key(request.headers(), route, body, ticket, own),
                        own.cacheFor().toNanos(),
                        wanted.contains(NO_CACHE));
    }

    /** All that an answer depends on, as far as the gateway can know. */
    private static CacheKey key(MultiMap headers, Route route, BodyReader body, Ticket ticket, ConsumptionRules own) {
        UUID version = ticket.target().service().version().value();
        return CacheKey.of(own.organisation())
                .with(own.changedAt().toString())
                .with(route.scope())
                .with(version.getMostSignificantBits())
                .with(version.getLeastSignificantBits())
                .with(ticket.bound())
                .with(ticket.excluded())
                .with(headers.get(AnthropicHeaders.VERSION))
                .with(String.join(",", headers.getAll(AnthropicHeaders.BETA)))
                .with(body.bytes(), body.length())
                .build();
    }

    /** Null when there is none that is young enough, or the caller wants a fresh one. */
    @Nullable
    CachedAnswer find(Place place) {
        return place.fresh() ? null : cache.find(place.key(), System.nanoTime(), place.cacheForNanos());
    }

    AnswerKeeper entry(Place place) {
        return new CacheEntry(cache, place.key());
    }
}
