package dev.llmmarketplace.core.quota;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps plans, subscriptions and budgets. Changes write their event ({@code quota} topic) in the same transaction.
 * Blocking; thread-safe.
 */
public interface QuotaStore {
    List<Plan> plans();

    Optional<Plan> findPlan(String name);

    /** Creates the plan or changes the one of that name; subscriptions follow at once. */
    Plan storePlan(Plan plan);

    /**
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when one is in force for that consumer
     *     and service
     */
    void subscribe(Subscription subscription);

    Optional<Subscription> findSubscription(SubscriptionId id);

    Optional<Subscription> findSubscription(OrganisationId consumer, ServiceId service);

    /** Those in force, newest first. */
    List<Subscription> subscriptions(OrganisationId consumer);

    /** Idempotent. */
    Subscription cancel(SubscriptionId id, Instant at);

    Optional<Budget> findBudget(OrganisationId organisation);

    void storeBudget(Budget budget);

    void removeBudget(OrganisationId organisation);

    /** How the present month's accounts of an organisation stand: its budget, those of its projects and keys, and its subscriptions' quotas. */
    List<AccountState> accounts(OrganisationId organisation, Instant now);

    /**
     * @param limit of the period
     * @param spent settled and shipped
     * @param leased held by gateways: reserved for calls in flight, settled but not shipped, or idle in a block
     * @param currency of money; empty with tokens
     */
    record AccountState(Account account, long limit, long spent, long leased, String currency) {
        public long available() {
            return Math.max(0, limit - spent - leased);
        }
    }
}
