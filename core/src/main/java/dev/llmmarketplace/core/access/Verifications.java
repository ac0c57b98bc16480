package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Which organisations somebody has made sure of: that they are whom their name says. Blocking; thread-safe. */
public interface Verifications {
    boolean verified(OrganisationId organisation);

    /** @param given false takes it back */
    void verify(OrganisationId organisation, boolean given, Instant at);

    /** Slugs of all that are verified. */
    Set<String> slugs();

    /** The services that are not of the organisation that they are named after, and whether their provider is verified. */
    Map<ServiceId, Boolean> handedOver();
}
