package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Duration;
import java.time.Instant;

/**
 * What an organisation wants of all its calls.
 *
 * @param residency where they may go
 * @param cacheFor how long a whole answer may be given again to the same request, in whole seconds up to
 *     {@link #LONGEST_CACHED}; zero for never
 * @param changedAt answers that were kept before are not given any more
 */
public record ConsumptionRules(OrganisationId organisation, Residency residency, Duration cacheFor, Instant changedAt) {
    public static final Duration LONGEST_CACHED = Duration.ofDays(1);

    public ConsumptionRules {
        if (cacheFor.isNegative() || cacheFor.compareTo(LONGEST_CACHED) > 0) {
            throw new ProblemException(Problem.invalid(
                    "/cacheSeconds",
                    "between 0 (off) and " + LONGEST_CACHED.toSeconds(),
                    "was " + cacheFor.toSeconds(),
                    "Choose a value in that range."));
        }
    }

    /** Of an organisation that has said nothing. */
    public static ConsumptionRules none(OrganisationId organisation) {
        return new ConsumptionRules(organisation, Residency.ANYWHERE, Duration.ZERO, Instant.EPOCH);
    }
}
