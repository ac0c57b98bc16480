package dev.llmmarketplace.server.rest.review;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.review.Review;
import dev.llmmarketplace.core.review.ReviewStore;
import dev.llmmarketplace.core.review.WriteReview;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.catalog.ServiceLookup;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers think of services. Reviews of what the asker may not see do not exist for him. */
public final class ReviewRoutes {
    private final ReviewStore reviews;
    private final WriteReview write;
    private final ServiceLookup lookup;
    private final InstantSource clock;

    public ReviewRoutes(ReviewStore reviews, ServiceLookup lookup, InstantSource clock) {
        this.reviews = reviews;
        this.write = new WriteReview(reviews, clock);
        this.lookup = lookup;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("listReviews", this::list);
        routes.on("getOwnReview", this::own);
        routes.on("storeOwnReview", this::store);
        routes.on("withdrawOwnReview", this::withdraw);
        routes.on("removeReview", this::remove);
    }

    /** @param own whether the asker wrote it */
    record ReviewBody(UUID id, int stars, @Nullable String text, Instant writtenAt, boolean own) {
        static ReviewBody from(Review review, boolean own) {
            return new ReviewBody(review.id(), review.stars(), review.text(), review.writtenAt(), own);
        }
    }

    record SummaryBody(@Nullable Double rating, long reviews, Map<Integer, Long> byStars) {
        static SummaryBody from(ReviewStore.Summary summary) {
            return new SummaryBody(summary.rating(), summary.reviews(), summary.byStars());
        }
    }

    record ReviewsBody(
            SummaryBody summary,
            List<ReviewBody> items,
            @Nullable String next) {}

    record WrittenBody(int stars, @Nullable String text) {}

    private Answer list(Request request) {
        ServiceVersion service = lookup.current(request);
        Page<Review> page = reviews.list(service.service(), request.page());
        return Answer.ok(new ReviewsBody(
                SummaryBody.from(reviews.summary(service.service(), clock.instant())),
                page.items().stream()
                        .map(review -> ReviewBody.from(review, own(request, review)))
                        .toList(),
                page.next()));
    }

    private static boolean own(Request request, Review review) {
        return request.caller()
                .map(caller -> caller.user().equals(review.author()))
                .orElse(false);
    }

    private Answer own(Request request) {
        Principal author = request.principal();
        return reviews.find(
                        author.organisation(),
                        author.user(),
                        lookup.current(request).service())
                .map(review -> Answer.ok(ReviewBody.from(review, true)))
                .orElseThrow(() -> none("You have not reviewed this service."));
    }

    private Answer store(Request request) {
        WrittenBody body = request.body(WrittenBody.class);
        Review review = write.write(request.principal(), lookup.current(request), body.stars(), body.text());
        return Answer.ok(ReviewBody.from(review, true));
    }

    private Answer withdraw(Request request) {
        Principal author = request.principal();
        boolean withdrawn = reviews.withdraw(
                author.organisation(), author.user(), lookup.current(request).service());
        return gone(withdrawn, "You have not reviewed this service.");
    }

    private Answer remove(Request request) {
        boolean removed = reviews.remove(lookup.current(request).service(), UUID.fromString(request.text("review")));
        return gone(removed, "The service has no such review.");
    }

    private static Answer gone(boolean removed, String otherwise) {
        if (!removed) {
            throw none(otherwise);
        }
        return Answer.noContent();
    }

    private static ProblemException none(String detail) {
        return new ProblemException(ErrorCode.NOT_FOUND, detail);
    }
}
