package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.governance.VerdictBook;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Destinations;
import dev.llmmarketplace.gateway.route.Target;
import org.jspecify.annotations.Nullable;

/** What the verdicts in force say of calls. Readers take no lock, and pay one look-up where there are no verdicts. */
public final class Verdicts {
    private final VerdictBook book;

    public Verdicts(VerdictBook book) {
        this.book = book;
    }

    /** The verdict that denies {@code consumer} calls to {@code target}; null when they are allowed. */
    public @Nullable Verdict denial(OrganisationId consumer, Target target, long unixMillis) {
        return book.denial(consumer, target.subjects(), unixMillis);
    }

    /**
     * The verdict that keeps {@code consumer}'s calls from an endpoint because of the country in which it runs; null when
     * they may go there.
     */
    @Nullable
    Verdict denial(OrganisationId consumer, Destination destination, long unixMillis) {
        return book.denial(consumer, destination.countries(), unixMillis);
    }

    /** Bits of the endpoints that {@code consumer}'s calls are kept from. */
    int denied(OrganisationId consumer, Destinations destinations, long unixMillis) {
        int places = 0;
        if (!book.isEmpty()) {
            for (int i = 0; i < destinations.size(); i++) {
                places |= denial(consumer, destinations.at(i), unixMillis) == null ? 0 : Destinations.bit(i);
            }
        }
        return places;
    }
}
