package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static dev.llmmarketplace.adapters.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.core.quota.QuotaStore.AccountState;
import dev.llmmarketplace.core.quota.Subscription;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link QuotaStore} does. */
public abstract class QuotaStoreContract {
    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    /** Stores in which nobody has written yet. */
    protected abstract Stores untouchedStores();

    @Test
    void threePlansAreThereFromTheStart() {
        QuotaStore untouched = untouchedStores().quota();

        assertThat(untouched.plans()).extracting(Plan::name).containsExactly("basic", "premium", "enterprise");
        assertThat(untouched.findPlan("basic").orElseThrow().tokensPerMonth()).isEqualTo(100_000);
        assertThat(untouched.findPlan("none")).isEmpty();
    }

    @Test
    void aPlanIsChangedByItsNameAndKeepsItsIdentity() {
        Plan plan = trade().plan(1000);

        Plan changed = quota().storePlan(new Plan(PlanId.next(), plan.name(), 50, 60, 0, 0));

        assertThat(changed).isEqualTo(new Plan(plan.id(), plan.name(), 50, 60, 0, 0));
        assertThat(quota().findPlan(plan.name())).contains(changed);
    }

    @Test
    void aSubscriptionIsFoundAsItWasMade() {
        Subscription subscription = trade().subscription(1000);

        assertThat(quota().findSubscription(subscription.id())).contains(subscription);
        assertThat(quota().findSubscription(subscription.consumer(), subscription.service()))
                .contains(subscription);
        assertThat(quota().findSubscription(SubscriptionId.next())).isEmpty();
        assertThat(quota().findSubscription(subscription.consumer(), ServiceId.next()))
                .isEmpty();
    }

    @Test
    void oneSubscriptionIsInForceForAConsumerAndAService() {
        Subscription first = trade().subscription(1000);
        Subscription second = Examples.subscription(first.consumer(), first.service(), first.plan());

        assertRefused(ErrorCode.CONFLICT, () -> quota().subscribe(second));

        quota().cancel(first.id(), now());
        quota().subscribe(second);
        assertThat(quota().subscriptions(first.consumer())).containsExactly(second);
    }

    @Test
    void subscribingToWhatDoesNotExistIsRefused() {
        Subscription template = trade().subscription(1000);

        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> quota().subscribe(Examples.subscription(template.consumer(), ServiceId.next(), template.plan())));
        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> quota().subscribe(
                                Examples.subscription(OrganisationId.next(), template.service(), template.plan())));
    }

    @Test
    void theFirstCancellationStays() {
        Subscription subscription = trade().subscription(1000);
        Instant first = now();

        quota().cancel(subscription.id(), first);
        Subscription cancelled = quota().cancel(subscription.id(), first.plusSeconds(60));

        assertThat(cancelled.cancelledAt()).isEqualTo(first);
        assertThat(quota().findSubscription(subscription.consumer(), subscription.service()))
                .isEmpty();
        assertThat(quota().subscriptions(subscription.consumer())).isEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> quota().cancel(SubscriptionId.next(), first));
    }

    @Test
    void aBudgetIsReplacedAndRemoved() {
        OrganisationId organisation = trade().organisation().id();
        assertThat(quota().findBudget(organisation)).isEmpty();

        quota().storeBudget(new Budget(organisation, new Money(500, "USD")));
        quota().storeBudget(new Budget(organisation, new Money(700, "EUR")));
        assertThat(quota().findBudget(organisation)).contains(new Budget(organisation, new Money(700, "EUR")));

        quota().removeBudget(organisation);
        quota().removeBudget(organisation);
        assertThat(quota().findBudget(organisation)).isEmpty();
    }

    @Test
    void aBudgetNeedsAnOrganisationThatExists() {
        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> quota().storeBudget(new Budget(OrganisationId.next(), new Money(500, "USD"))));
    }

    @Test
    void accountsShowLimitSpentAndLeasedApart() {
        Subscription limited = trade().subscription(1000);
        OrganisationId consumer = limited.consumer();
        quota().subscribe(Examples.subscription(consumer, trade().active().service(), trade().plan(0)));
        quota().storeBudget(new Budget(consumer, new Money(5000, "USD")));
        Instant now = now();
        stores().allowance().lease("one", Account.tokens(limited.id(), now), 300);

        assertThat(quota().accounts(consumer, now))
                .containsExactly(
                        new AccountState(Account.money(consumer, now), 5000, 0, 0, "USD"),
                        new AccountState(Account.tokens(limited.id(), now), 1000, 0, 300, ""));
        Organisation stranger = trade().organisation();
        assertThat(quota().accounts(stranger.id(), now)).isEmpty();
    }

    private QuotaStore quota() {
        return stores().quota();
    }

    private Trade trade() {
        return new Trade(stores());
    }
}
