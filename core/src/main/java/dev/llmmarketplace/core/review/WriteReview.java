package dev.llmmarketplace.core.review;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes a review, or replaces the author's own. Blocking; thread-safe. */
public final class WriteReview {
    private final ReviewStore reviews;
    private final InstantSource clock;

    public WriteReview(ReviewStore reviews, InstantSource clock) {
        this.reviews = reviews;
        this.clock = clock;
    }

    /**
     * @throws ProblemException {@code VALIDATION_FAILED} as {@link Review}, {@code FORBIDDEN} for services of one's own
     *     organisation and for those that it has not called
     */
    public Review write(Principal author, ServiceVersion service, int stars, @Nullable String text) {
        Review review = new Review(
                Ids.next(),
                service.service(),
                author.user(),
                author.organisation(),
                stars,
                text == null || text.isBlank() ? null : text.strip(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (service.provider().equals(author.organisation())) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, "Nobody reviews a service of his own organisation. Ask those who call it to.");
        }
        if (!reviews.called(author.organisation(), service.service())) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "Your organisation has not called this service. Review it when a call of one of your keys is"
                            + " recorded.");
        }
        return reviews.store(review);
    }
}
