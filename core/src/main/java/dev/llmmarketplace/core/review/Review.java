package dev.llmmarketplace.core.review;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one user thinks of a service. Who wrote it is not shown: whom an organisation buys from is its own business.
 *
 * @param organisation the author's
 * @param stars 1..5
 * @param text {@value #LEAST_TEXT} to {@value #MOST_TEXT} characters; null for stars alone
 */
public record Review(
        UUID id,
        ServiceId service,
        UserId author,
        OrganisationId organisation,
        int stars,
        @Nullable String text,
        Instant writtenAt) {
    public static final int LEAST_TEXT = 100;
    public static final int MOST_TEXT = 2_000;

    private static final int MOST_STARS = 5;

    /** @throws ProblemException {@code VALIDATION_FAILED} naming what is out of its range */
    public Review {
        if (stars < 1 || stars > MOST_STARS) {
            throw new ProblemException(
                    Problem.invalid("/stars", "1 to " + MOST_STARS, "was " + stars, "Give 1 to " + MOST_STARS + "."));
        }
        int length = text == null ? LEAST_TEXT : text.length();
        if (length < LEAST_TEXT || length > MOST_TEXT) {
            throw new ProblemException(Problem.invalid(
                    "/text",
                    LEAST_TEXT + " to " + MOST_TEXT + " characters",
                    "had " + length,
                    "Say why in a few sentences, or leave the text out."));
        }
    }
}
