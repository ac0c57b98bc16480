package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found of one promise of one service, in the promise's unit.
 *
 * @param version whose promise it is
 * @param sample the calls that it was found from
 * @param severity null when the promise is kept
 */
public record Finding(
        ServiceVersion version,
        Promise promise,
        double threshold,
        double actual,
        long sample,
        @Nullable Severity severity) {}
