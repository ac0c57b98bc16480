package dev.llmmarketplace.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One thing a service can do.
 *
 * @param name 1..255 characters, for example {@code chat}
 * @param description at most 2000 characters
 * @param parameters JSON Schema 2020-12 of the parameters as JSON text; null when there are none to describe
 */
public record Capability(
        String name, String description, @Nullable String parameters) {}
