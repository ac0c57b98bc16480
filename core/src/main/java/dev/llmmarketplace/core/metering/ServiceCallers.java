package dev.llmmarketplace.core.metering;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.List;

/**
 * Says who calls a service: organisations, so that their provider can tell them what to use instead; never their projects,
 * keys or people. Blocking; thread-safe.
 */
public interface ServiceCallers {
    /**
     * One per organisation and version, those with the latest call first; a thousand at the most.
     *
     * @param provider whose service it was when it was called
     * @param from inclusive
     * @param to exclusive
     */
    List<Caller> find(OrganisationId provider, ServiceId service, Instant from, Instant to);

    /**
     * @param organisation its slug
     * @param version as in {@code 1.2.3}
     * @param lastCallAt when its last call began, as shipped so far
     */
    record Caller(
            String organisation,
            String name,
            String version,
            long calls,
            long promptTokens,
            long answerTokens,
            Instant lastCallAt) {}
}
