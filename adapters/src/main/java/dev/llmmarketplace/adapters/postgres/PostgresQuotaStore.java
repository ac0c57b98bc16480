package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.core.quota.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@link QuotaStore} on PostgreSQL; each table's statements stand in a class of their own. */
public final class PostgresQuotaStore implements QuotaStore {
    private static final String TOPIC = "quota";

    private final Database database;

    public PostgresQuotaStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Plan> plans() {
        return database.read(PlanTable::list);
    }

    @Override
    public Optional<Plan> findPlan(String name) {
        return database.read(handle -> PlanTable.find(handle, name));
    }

    @Override
    public Plan storePlan(Plan plan) {
        return database.write(handle -> {
            Plan stored = PlanTable.store(handle, plan);
            Outbox.append(handle, TOPIC, new Outbox.Entry("plan.stored", stored.id(), Map.of("name", stored.name())));
            return stored;
        });
    }

    @Override
    public void subscribe(Subscription subscription) {
        database.changeFor(subscription.consumer(), handle -> {
            SubscriptionTable.insert(handle, subscription);
            Outbox.append(handle, TOPIC, event(handle, EventType.SUBSCRIPTION_CREATED, subscription));
        });
    }

    @Override
    public Optional<Subscription> findSubscription(SubscriptionId id) {
        return database.read(handle -> SubscriptionTable.find(handle, id));
    }

    @Override
    public Optional<Subscription> findSubscription(OrganisationId consumer, ServiceId service) {
        return database.actingFor(consumer, handle -> SubscriptionTable.find(handle, consumer, service));
    }

    @Override
    public List<Subscription> subscriptions(OrganisationId consumer) {
        return database.actingFor(consumer, handle -> SubscriptionTable.inForce(handle, consumer));
    }

    @Override
    public Subscription cancel(SubscriptionId id, Instant at) {
        return database.write(handle -> {
            boolean cancelled = SubscriptionTable.cancel(handle, id, at);
            Subscription subscription = SubscriptionTable.find(handle, id)
                    .orElseThrow(
                            () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no subscription " + id + "."));
            if (cancelled) {
                Outbox.append(handle, TOPIC, event(handle, EventType.SUBSCRIPTION_CANCELLED, subscription));
            }
            return subscription;
        });
    }

    @Override
    public Optional<Budget> findBudget(OrganisationId organisation) {
        return database.actingFor(organisation, handle -> BudgetTable.find(handle, organisation));
    }

    @Override
    public void storeBudget(Budget budget) {
        database.changeFor(budget.organisation(), handle -> {
            BudgetTable.store(handle, budget);
            Outbox.append(handle, TOPIC, budget(EventType.BUDGET_STORED, budget.organisation()));
        });
    }

    @Override
    public void removeBudget(OrganisationId organisation) {
        database.changeFor(organisation, handle -> {
            if (BudgetTable.remove(handle, organisation)) {
                Outbox.append(handle, TOPIC, budget(EventType.BUDGET_REMOVED, organisation));
            }
        });
    }

    @Override
    public List<AccountState> accounts(OrganisationId organisation, Instant now) {
        Account money = Account.money(organisation, now);
        return database.actingFor(
                organisation,
                handle -> handle.createQuery("""
                        SELECT limited.unit, limited.owner, limited.units, limited.counted,
                               coalesce(a.spent, 0) AS spent, coalesce(a.leased, 0) AS leased
                        FROM (
                            SELECT 'NANOS' AS unit, organisation AS owner, currency AS counted, nanos_per_month AS units
                            FROM budget WHERE organisation = :organisation
                            UNION ALL
                            SELECT 'NANOS', id, budget_currency, budget_nanos
                            FROM api_key
                            WHERE organisation = :organisation AND budget_nanos IS NOT NULL AND revoked_at IS NULL
                            UNION ALL
                            SELECT 'NANOS', id, budget_currency, budget_nanos
                            FROM project WHERE organisation = :organisation AND budget_nanos IS NOT NULL
                            UNION ALL
                            SELECT 'TOKENS', s.id, 'tokens', p.tokens_per_month
                            FROM subscription s JOIN plan p ON p.id = s.plan
                            WHERE s.consumer = :organisation AND s.cancelled_at IS NULL AND p.tokens_per_month > 0
                        ) AS limited
                        LEFT JOIN allowance_account a
                               ON a.owner = limited.owner AND a.unit = limited.counted AND a.month = :month
                        ORDER BY limited.unit, limited.owner
                        """)
                        .bind("organisation", organisation.value())
                        .bind("month", money.month().atDay(1))
                        .map((row, context) -> state(row, money))
                        .list());
    }

    private static AccountState state(ResultSet row, Account sameMonth) throws SQLException {
        Account account =
                new Account(Account.Unit.valueOf(row.getString("unit")), Columns.uuid(row, "owner"), sameMonth.month());
        String currency = account.unit() == Account.Unit.NANOS ? row.getString("counted") : "";
        return new AccountState(account, row.getLong("units"), row.getLong("spent"), row.getLong("leased"), currency);
    }

    private static Outbox.Entry budget(EventType type, OrganisationId organisation) {
        return Outbox.Entry.own(type, organisation, organisation, Map.of("organisationId", organisation.toString()));
    }

    private static Outbox.Entry event(Handle handle, EventType type, Subscription subscription) {
        Map<String, String> payload = Map.of(
                "consumer", subscription.consumer().toString(),
                "service", subscription.service().toString());
        Map<String, String> data = Map.of(
                "subscriptionId", subscription.id().toString(),
                "serviceId", subscription.service().toString(),
                "service", ServiceTable.name(handle, subscription.service()),
                "plan", subscription.plan().name());
        Outbox.Told told = Outbox.Told.own(type, subscription.id().toString(), subscription.consumer(), data);
        return new Outbox.Entry(type.wireName(), subscription.id(), payload, told);
    }
}
