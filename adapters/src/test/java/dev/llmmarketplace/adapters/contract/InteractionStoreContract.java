package dev.llmmarketplace.adapters.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.recommendation.Activity;
import dev.llmmarketplace.core.recommendation.ActivitySource;
import dev.llmmarketplace.core.recommendation.Interaction;
import dev.llmmarketplace.core.recommendation.InteractionStore;
import dev.llmmarketplace.core.recommendation.Period;
import dev.llmmarketplace.core.recommendation.Stir;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How interactions are kept, and what is read of them and of calls. */
public abstract class InteractionStoreContract {
    private final Instant now = Examples.now();

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    protected abstract InteractionStore interactions();

    protected abstract ActivitySource activity();

    @Test
    void nothingIsRecordedWithoutConsent() {
        User user = user();
        ServiceId service = service();

        assertThat(interactions().consented(user.organisation(), user.id())).isFalse();
        assertThat(interactions().record(view(user, service, now))).isFalse();
        assertThat(of(user)).isEmpty();
    }

    @Test
    void allIsForgottenWithTheConsent() {
        User user = user();
        ServiceId service = service();
        interactions().consent(user.organisation(), user.id(), true, now);
        interactions().consent(user.organisation(), user.id(), true, now);
        assertThat(interactions().record(view(user, service, now))).isTrue();
        assertThat(interactions().record(view(user, service, now))).isTrue();
        assertThat(of(user)).isEqualTo(Map.of(service, 2L));

        interactions().consent(user.organisation(), user.id(), false, now);
        interactions().consent(user.organisation(), user.id(), true, now);

        assertThat(of(user)).isEmpty();
    }

    @Test
    void nobodyWithdrawsTheConsentOfAnotherOrganisationsUser() {
        User user = user();
        interactions().consent(user.organisation(), user.id(), true, now);

        interactions().consent(user().organisation(), user.id(), false, now);

        assertThat(interactions().consented(user.organisation(), user.id())).isTrue();
    }

    @Test
    void whatIsOldIsForgotten() {
        User user = user();
        ServiceId service = service();
        interactions().consent(user.organisation(), user.id(), true, now);
        interactions().record(view(user, service, now.minus(Duration.ofDays(50))));
        interactions().record(view(user, service, now));

        assertThat(interactions().purge(now.minus(Duration.ofDays(40)))).isPositive();

        assertThat(of(user)).isEqualTo(Map.of(service, 1L));
    }

    @Test
    void callsCountByTheHourAndTheDay() {
        Trade trade = new Trade(stores());
        Calls calls = Calls.of(trade, trade.subscription(0), now);
        Calls before = calls.startingAt(now.minus(Duration.ofDays(3)));
        stores().metering()
                .sink()
                .ship(Examples.name("journal"), 0, 1, List.of(calls.call(1, 1), calls.call(1, 1), before.call(1, 1)));
        ServiceId service = calls.parties().service();

        Activity read = activity().until(now);

        assertThat(read.stirs().get(Period.DAY)).containsEntry(service, new Stir(1, 0, 0, null));
        assertThat(read.stirs().get(Period.WEEK)).containsEntry(service, new Stir(2, 0, 0, null));
        assertThat(read.byActor().get(calls.parties().consumer().value())).isEqualTo(Map.of(service, 2L));
    }

    private Map<ServiceId, Long> of(User user) {
        return activity().until(now).byActor().getOrDefault(user.id().value(), Map.of());
    }

    private static Interaction view(User user, ServiceId service, Instant at) {
        return new Interaction(user.id(), user.organisation(), service, Interaction.Kind.VIEW, at);
    }

    private ServiceId service() {
        return new Trade(stores()).active().service();
    }

    private User user() {
        Organisation organisation = new Trade(stores()).organisation();
        User user = Examples.user(organisation.id());
        stores().access().createUser(user);
        return user;
    }
}
