package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.gateway.wire.WireError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a request may go by its own word, beside what its organisation wants: {@code EU, CH}. */
final class DemandedResidency {
    private static final CharSequence HEADER = HttpHeaders.createOptimized("x-marketplace-residency");

    private DemandedResidency() {}

    /** Null when it names something else than countries, or nothing. */
    static @Nullable Residency of(HttpServerRequest request) {
        String named = request.headers().get(HEADER);
        if (named == null) {
            return Residency.ANYWHERE;
        }
        try {
            return Residency.of(Arrays.stream(named.split(",", -1))
                    .map(place -> place.strip().toUpperCase(Locale.ROOT))
                    .toList());
        } catch (ProblemException e) {
            return null;
        }
    }

    static WireError unacceptable() {
        return new WireError(
                ErrorCode.VALIDATION_FAILED,
                "The residency must be country codes (ISO 3166-1 alpha-2) or EU, separated by commas.",
                HEADER.toString());
    }
}
