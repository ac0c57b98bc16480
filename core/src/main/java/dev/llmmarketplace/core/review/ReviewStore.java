package dev.llmmarketplace.core.review;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps reviews. Writers act for the author's organisation and reach no other's. Blocking; thread-safe. */
public interface ReviewStore {
    /** Whether the organisation's keys have ever called the service, as metered. */
    boolean called(OrganisationId organisation, ServiceId service);

    /** Puts it in the place of the author's earlier one, whose id stays. Returns what is kept now. */
    Review store(Review review);

    Optional<Review> find(OrganisationId organisation, UserId author, ServiceId service);

    /** False when there was none. */
    boolean withdraw(OrganisationId organisation, UserId author, ServiceId service);

    /** Whoever wrote it; false when there was none of that service. */
    boolean remove(ServiceId service, UUID review);

    /** Newest first. */
    Page<Review> list(ServiceId service, Page.Request page);

    Summary summary(ServiceId service, Instant now);

    /**
     * @param rating mean, in which a review counts half as much for every year of its age; null when there are none
     * @param byStars how many of each, from one star on
     */
    record Summary(@Nullable Double rating, long reviews, Map<Integer, Long> byStars) {
        public Summary {
            byStars = Map.copyOf(byStars);
        }
    }
}
