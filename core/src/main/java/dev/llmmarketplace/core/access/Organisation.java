package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
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
        Instant createdAt) {

    /** @throws ProblemException {@code FORBIDDEN} when it may not publish */
    public void requireProvider() {
        require(provider, "a provider");
    }

    /** @throws ProblemException {@code FORBIDDEN} when it may not subscribe and call */
    public void requireConsumer() {
        require(consumer, "a consumer");
    }

    private void require(boolean role, String name) {
        if (suspended || !role) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "The organisation '" + slug + "' is " + (suspended ? "suspended." : "not " + name + ".")
                            + " Ask an administrator.");
        }
    }
}
