package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.Instant;
import java.util.Set;

/** Which organisations somebody has made sure of: that they are whom their name says. Blocking; thread-safe. */
public interface Verifications {
    boolean verified(OrganisationId organisation);

    /** @param given false takes it back */
    void verify(OrganisationId organisation, boolean given, Instant at);

    /** Slugs of all that are verified. */
    Set<String> slugs();
}
