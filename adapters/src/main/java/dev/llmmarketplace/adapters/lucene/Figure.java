package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Numbers that services are compared by. */
enum Figure {
    INPUT_PRICE("price.input", service -> price(service, Rates::input)),
    OUTPUT_PRICE("price.output", service -> price(service, Rates::output)),
    CONTEXT("context", Figure::context),
    /** Days since 1970. */
    NEWNESS("newness", service -> newness(service).toEpochDay()),
    DEPRECATED("deprecated", service -> service.status() == ServiceStatus.DEPRECATED ? 1L : 0L);

    /** Prices in another currency cannot be compared; those services have no price here. */
    private static final String CURRENCY = "USD";

    private final String field;
    private final Function<ServiceVersion, @Nullable Long> value;

    Figure(String field, Function<ServiceVersion, @Nullable Long> value) {
        this.field = field;
        this.value = value;
    }

    String field() {
        return field;
    }

    /** Null when the service has no such number. */
    @Nullable
    Long of(ServiceVersion service) {
        return value.apply(service);
    }

    /** Of an uncached short prompt, for a service that is charged by tokens or not at all. */
    private static @Nullable Long price(ServiceVersion service, ToLongFunction<Rates> side) {
        PriceBook prices = service.manifest().pricing();
        if (prices == null || !prices.currency().equals(CURRENCY)) {
            return null;
        }
        return switch (prices.model()) {
            case PER_TOKEN, FREE -> side.applyAsLong(prices.rates());
            case PER_REQUEST, SUBSCRIPTION -> null;
        };
    }

    private static @Nullable Long context(ServiceVersion service) {
        long tokens = service.manifest().limits().contextTokens();
        return tokens == 0 ? null : tokens;
    }

    /** When the model came out; when that is not known, when the service was listed. */
    private static LocalDate newness(ServiceVersion service) {
        LocalDate released = service.manifest().releasedOn();
        Instant listed = Objects.requireNonNullElse(service.publishedAt(), service.createdAt());
        return released != null ? released : LocalDate.ofInstant(listed, ZoneOffset.UTC);
    }
}
