package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps interactions, of those users alone who consented; hours are kept, not moments. Users reach nothing of other
 * organisations. Blocking; thread-safe.
 */
public interface InteractionStore {
    /** Older interactions are forgotten. */
    Duration KEPT = Duration.ofDays(90);

    /** False until the user says otherwise. */
    boolean consented(OrganisationId organisation, UserId user);

    /** Who withdraws the consent has all that was recorded of him forgotten, at once. */
    void consent(OrganisationId organisation, UserId user, boolean given, Instant at);

    /** Returns whether it was recorded: not without consent. */
    boolean record(Interaction interaction);

    /** Forgets what is older; returns how many hours of users and services. */
    int purge(Instant before);
}
