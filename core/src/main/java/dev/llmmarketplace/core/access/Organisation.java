package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.Instant;

/**
 * A party of the marketplace.
 *
 * @param slug unique; the {@code provider} part of its services' names
 * @param provider may publish
 * @param consumer may subscribe and call
 * @param imported stands for a provider known from a public catalogue only; nobody signs in for it
 */
public record Organisation(
        OrganisationId id,
        String slug,
        String name,
        boolean provider,
        boolean consumer,
        boolean imported,
        boolean suspended,
        Instant createdAt) {}
