package dev.llmmarketplace.core.catalog;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider serves, without the credential.
 *
 * @param url base address; for the OpenAI dialect up to and including {@code /v1}
 * @param upstreamModel what the provider calls the model; replaces {@code model} in forwarded bodies
 * @param region where it runs, as the provider names it; null when unknown
 */
public record Endpoint(
        URI url,
        Protocol protocol,
        Dialect dialect,
        Authentication authentication,
        String upstreamModel,
        @Nullable String region) {

    /** How a credential travels to the provider. */
    public sealed interface Authentication {
        /** The endpoint needs none. */
        record None() implements Authentication {}

        /** {@code Authorization: Bearer <credential>}. */
        record Bearer() implements Authentication {}

        /** {@code <header>: <credential>}. */
        record Header(String name) implements Authentication {}
    }
}
