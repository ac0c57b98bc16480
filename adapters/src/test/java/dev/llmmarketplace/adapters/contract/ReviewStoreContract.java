package dev.llmmarketplace.adapters.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.review.Review;
import dev.llmmarketplace.core.review.ReviewStore;
import dev.llmmarketplace.core.search.ranking.Popularity;
import dev.llmmarketplace.core.search.ranking.Popularity.Reception;
import dev.llmmarketplace.core.sla.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How reviews are kept, and counted with the calls of services. */
public abstract class ReviewStoreContract {
    private static final Page.Request ALL = new Page.Request(100, null);

    private final Instant now = Examples.now();

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    protected abstract ReviewStore reviews();

    protected abstract Popularity popularity();

    @Test
    void onlyWhoWasMeteredHasCalled() {
        Trade trade = new Trade(stores());
        Calls calls = Calls.of(trade, trade.subscription(0), now);
        OrganisationId caller = calls.parties().consumer();
        ServiceId service = calls.parties().service();
        assertThat(reviews().called(caller, service)).isFalse();

        stores().metering().sink().ship(Examples.name("journal"), 0, 1, List.of(calls.call(1, 1)));

        assertThat(reviews().called(caller, service)).isTrue();
        assertThat(reviews().called(caller, ServiceId.next())).isFalse();
        assertThat(reviews().called(trade.organisation().id(), service)).isFalse();
    }

    @Test
    void aSecondReviewReplacesTheFirst() {
        ServiceId service = service();
        User author = author();
        Review first = reviews().store(review(service, author, 2, now.minusSeconds(60)));
        Review second = reviews().store(review(service, author, 5, now));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(reviews().find(author.organisation(), author.id(), service)).contains(second);
        assertThat(reviews().list(service, ALL).items()).containsExactly(second);
        assertThat(reviews().summary(service, now)).isEqualTo(new ReviewStore.Summary(5.0, 1, Map.of(5, 1L)));
    }

    @Test
    void olderReviewsCountLess() {
        ServiceId service = service();
        reviews().store(review(service, author(), 5, now));
        reviews().store(review(service, author(), 1, now.minus(Duration.ofHours(8_766))));
        ReviewStore.Summary summary = reviews().summary(service, now);

        assertThat(summary.rating()).isCloseTo((5 + 0.5) / 1.5, within(1e-9));
        assertThat(summary.byStars()).isEqualTo(Map.of(1, 1L, 5, 1L));
    }

    @Test
    void reviewsArePagedNewestFirst() {
        ServiceId service = service();
        List<Review> written = List.of(
                reviews().store(review(service, author(), 1, now)),
                reviews().store(review(service, author(), 2, now.minusSeconds(1))),
                reviews().store(review(service, author(), 3, now.minusSeconds(2))));

        Page<Review> first = reviews().list(service, new Page.Request(2, null));
        Page<Review> second = reviews().list(service, new Page.Request(2, first.next()));

        assertThat(first.items()).isEqualTo(written.subList(0, 2));
        assertThat(second.items()).isEqualTo(written.subList(2, 3));
        assertThat(second.next()).isNull();
    }

    @Test
    void nobodyTakesBackAnothersButAModeratorRemovesAny() {
        ServiceId service = service();
        User author = author();
        Review review = reviews().store(review(service, author, 3, now));

        assertThat(reviews().withdraw(author().organisation(), author.id(), service))
                .isFalse();
        assertThat(reviews().remove(ServiceId.next(), review.id())).isFalse();
        assertThat(reviews().remove(service, review.id())).isTrue();
        assertThat(reviews().withdraw(author.organisation(), author.id(), service))
                .isFalse();
        assertThat(reviews().summary(service, now)).isEqualTo(new ReviewStore.Summary(null, 0, Map.of()));
    }

    @Test
    void whatIsPopularIsToldByTheLatestCallsOfOthersAndByReviews() {
        Trade trade = new Trade(stores());
        Calls calls = Calls.of(trade, trade.subscription(0), now);
        Calls old = calls.startingAt(now.minus(Duration.ofDays(40)));
        ServiceId service = calls.parties().service();
        stores().metering()
                .sink()
                .ship(Examples.name("journal"), 0, 1, List.of(calls.call(1, 1), calls.call(1, 1), old.call(1, 1)));
        ServiceId reviewed = service();
        reviews().store(review(reviewed, author(), 4, now));

        assertThat(popularity().in(last(30)).get(service)).isEqualTo(new Reception(2, null, 0));
        assertThat(popularity().in(last(60)).get(service)).isEqualTo(new Reception(3, null, 0));
        assertThat(popularity().in(last(30)).get(reviewed)).isEqualTo(new Reception(0, 4.0, 1));
    }

    private Window.Period last(int days) {
        return new Window.Period(now.minus(Duration.ofDays(days)), now.plusSeconds(60));
    }

    private static Review review(ServiceId service, User author, int stars, Instant at) {
        return new Review(Ids.next(), service, author.id(), author.organisation(), stars, null, at);
    }

    private ServiceId service() {
        Trade trade = new Trade(stores());
        return Calls.of(trade, trade.subscription(0), now).parties().service();
    }

    private User author() {
        Organisation organisation = new Trade(stores()).organisation();
        User author = Examples.user(organisation.id());
        stores().access().createUser(author);
        return author;
    }
}
