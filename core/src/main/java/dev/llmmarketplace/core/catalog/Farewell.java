package dev.llmmarketplace.core.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a deprecated version goes.
 *
 * @param sunsetAt when it is retired; null for versions that were deprecated before there was a date
 * @param successor {@code provider/service} or {@code provider/service@1.2.3}, to be used instead; null when none is named
 */
public record Farewell(@Nullable Instant sunsetAt, @Nullable String successor) {
    /** Of versions that are not deprecated. */
    public static final Farewell NONE = new Farewell(null, null);
}
