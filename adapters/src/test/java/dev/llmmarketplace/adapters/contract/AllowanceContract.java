package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Allowance;
import dev.llmmarketplace.core.quota.Allowance.Grant;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.QuotaStore.AccountState;
import dev.llmmarketplace.core.quota.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Allowance} does. */
public abstract class AllowanceContract {
    private static final String ONE = "holder-one";
    private static final String OTHER = "holder-other";

    private final Instant now = now();

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    @Test
    void aBlockComesOutOfTheAccount() {
        Account account = tokens(1000);

        assertThat(allowance().lease(ONE, account, 300)).isEqualTo(new Grant(300, 1000, 700));
        assertThat(allowance().lease(OTHER, account, 300)).isEqualTo(new Grant(300, 1000, 400));
    }

    @Test
    void whenLittleIsLeftLessIsGrantedAndThenNothing() {
        Account account = tokens(1000);
        allowance().lease(ONE, account, 900);

        assertThat(allowance().lease(OTHER, account, 300)).isEqualTo(new Grant(100, 1000, 0));
        assertThat(allowance().lease(OTHER, account, 300)).isEqualTo(new Grant(0, 1000, 0));
    }

    @Test
    void theVeryFirstLeaseIsBoundedToo() {
        assertThat(allowance().lease(ONE, tokens(100), 300)).isEqualTo(new Grant(100, 100, 0));
    }

    @Test
    void anAccountWithoutLimitGrantsWhatIsWanted() {
        Account plain = tokens(0);
        Account unbudgeted = Account.money(trade().organisation().id(), now);

        assertThat(allowance().lease(ONE, plain, 300).limit()).isEqualTo(Grant.UNLIMITED);
        assertThat(allowance().lease(ONE, unbudgeted, 300)).isEqualTo(new Grant(300, Grant.UNLIMITED, Grant.UNLIMITED));
    }

    @Test
    void anUnknownOwnerHasNothing() {
        assertThat(allowance()
                        .lease(ONE, Account.tokens(SubscriptionId.next(), now), 300)
                        .units())
                .isZero();
        assertThat(allowance()
                        .lease(ONE, Account.money(OrganisationId.next(), now), 300)
                        .units())
                .isZero();
    }

    @Test
    void aBudgetIsAnAccountOfMoney() {
        Account account = budget(5000);

        assertThat(allowance().lease(ONE, account, 4000)).isEqualTo(new Grant(4000, 5000, 1000));
        assertThat(allowance().lease(ONE, account, 4000)).isEqualTo(new Grant(1000, 5000, 0));
    }

    @Test
    void aKeysBudgetIsAnAccountOfItsOwn() {
        OrganisationId organisation = trade().organisation().id();
        ApiKey key = trade().key(organisation);
        Account account = Account.money(key.id(), now);
        assertThat(allowance().lease(ONE, account, 10).limit()).isEqualTo(Grant.UNLIMITED);

        stores().access().limitKey(key.id(), new ApiKey.Limits(0, 0, new Money(5000, "USD")));

        assertThat(allowance().lease(ONE, account, 4000)).isEqualTo(new Grant(4000, 5000, 1000));
        assertThat(allowance().lease(OTHER, account, 4000)).isEqualTo(new Grant(1000, 5000, 0));
        assertThat(stores().quota().accounts(organisation, now))
                .containsExactly(new AccountState(account, 5000, 0, 5000, "USD"));
    }

    @Test
    void whatAProjectsKeysSpendIsBookedToItsBudget() {
        Subscription subscription = trade().subscription(0);
        OrganisationId organisation = subscription.consumer();
        Project project = Examples.project(organisation, new Project.Limits(0, 0, 0, new Money(5000, "USD")));
        stores().projects().create(project);
        ApiKey key = Examples.key(organisation, project.id());
        stores().access().createKey(key);
        Account account = Account.money(project.id(), now);
        assertThat(allowance().lease(ONE, account, 4000)).isEqualTo(new Grant(4000, 5000, 1000));

        UsageRecord call = Calls.of(trade(), subscription, now).with(key.id()).call(10, 700);
        stores().metering().sink().ship(ONE, 0, 1, List.of(call));

        assertThat(stores().quota().accounts(organisation, now))
                .contains(new AccountState(account, 5000, 700, 3300, "USD"));
    }

    @Test
    void eachMonthBeginsAnew() {
        Subscription subscription = trade().subscription(1000);
        Account may = Account.tokens(subscription.id(), Instant.parse("2026-05-31T23:59:59Z"));
        Account june = Account.tokens(subscription.id(), Instant.parse("2026-06-01T00:00:00Z"));
        allowance().lease(ONE, may, 1000);

        assertThat(allowance().lease(ONE, june, 1000).units()).isEqualTo(1000);
    }

    @Test
    void whatIsGivenBackCanBeLeasedAgain() {
        Account account = tokens(1000);
        allowance().lease(ONE, account, 1000);

        allowance().giveBack(ONE, account, 400);

        assertThat(allowance().lease(OTHER, account, 1000).units()).isEqualTo(400);
    }

    @Test
    void moneyIsGivenBackEvenAfterTheBudgetWasRemoved() {
        Account account = budget(5000);
        OrganisationId organisation = new OrganisationId(account.owner());
        allowance().lease(ONE, account, 5000);
        stores().quota().removeBudget(organisation);

        allowance().giveBack(ONE, account, 5000);

        stores().quota().storeBudget(new Budget(organisation, new Money(5000, "USD")));
        assertThat(allowance().lease(OTHER, account, 5000).units()).isEqualTo(5000);
    }

    @Test
    void nobodyGivesBackMoreThanHeHolds() {
        Account account = tokens(1000);
        allowance().lease(ONE, account, 100);
        allowance().lease(OTHER, account, 900);

        allowance().giveBack(ONE, account, 500);
        allowance().giveBack("stranger", account, 500);

        assertThat(allowance().lease(ONE, account, 1000).units()).isEqualTo(100);
    }

    @Test
    void reclaimingPutsBackAllOfOneHolderAndNothingOfOthers() {
        Account tokens = tokens(1000);
        Account money = budget(5000);
        String mortal = Examples.name("mortal");
        allowance().lease(mortal, tokens, 600);
        allowance().lease(mortal, money, 5000);
        allowance().lease(OTHER, tokens, 400);

        allowance().reclaim(mortal);
        allowance().reclaim(mortal);

        assertThat(allowance().lease(ONE, tokens, 1000).units()).isEqualTo(600);
        assertThat(allowance().lease(ONE, money, 5000).units()).isEqualTo(5000);
    }

    @Test
    void aChangedLimitHoldsFromTheNextLeaseOn() {
        Subscription subscription = trade().subscription(1000);
        Account account = Account.tokens(subscription.id(), now);
        allowance().lease(ONE, account, 800);

        limit(subscription.plan(), 500);
        assertThat(allowance().lease(ONE, account, 100)).isEqualTo(new Grant(0, 500, 0));
        limit(subscription.plan(), 2000);
        assertThat(allowance().lease(ONE, account, 100)).isEqualTo(new Grant(100, 2000, 1100));
    }

    @Test
    void fiftyAtATimeNeverGetMoreThanTheLimitTogether() throws InterruptedException, ExecutionException {
        Subscription subscription = trade().subscription(10_007);
        Account account = Account.tokens(subscription.id(), now);
        long granted = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(50)) {
            List<Future<Long>> grants = new ArrayList<>();
            for (int caller = 0; caller < 50; caller++) {
                String holder = "holder-" + caller;
                grants.add(callers.submit(() -> leaseRepeatedly(holder, account)));
            }
            for (Future<Long> grant : grants) {
                granted += grant.get();
            }
        }

        assertThat(granted).isEqualTo(10_007);
        assertThat(stores().quota().accounts(subscription.consumer(), now))
                .containsExactly(new AccountState(account, 10_007, 0, 10_007, ""));
    }

    private long leaseRepeatedly(String holder, Account account) {
        long granted = 0;
        for (int i = 0; i < 5; i++) {
            granted += leasePatiently(holder, account);
        }
        return granted;
    }

    /** On a busy machine some are told to come again. */
    private long leasePatiently(String holder, Account account) {
        while (true) {
            try {
                return allowance().lease(holder, account, 73).units();
            } catch (ProblemException busy) {
                assertThat(busy.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
            }
        }
    }

    private void limit(Plan plan, long tokens) {
        stores().quota()
                .storePlan(new Plan(
                        plan.id(), plan.name(), plan.requestsPerSecond(), plan.burst(), tokens, plan.concurrency()));
    }

    private Account tokens(long perMonth) {
        return Account.tokens(trade().subscription(perMonth).id(), now);
    }

    private Account budget(long nanos) {
        OrganisationId organisation = trade().organisation().id();
        stores().quota().storeBudget(new Budget(organisation, new Money(nanos, "USD")));
        return Account.money(organisation, now);
    }

    private Allowance allowance() {
        return stores().allowance();
    }

    private Trade trade() {
        return new Trade(stores());
    }
}
