package dev.llmmarketplace.core.recommendation;

import java.time.Instant;

/** Reads what went on, from metered usage, interactions and reviews. Blocking; thread-safe. */
@FunctionalInterface
public interface ActivitySource {
    Activity until(Instant now);
}
