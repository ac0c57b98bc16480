package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Subscription;
import java.util.List;

/**
 * {@link Feed} on PostgreSQL: announcements say what to read again, the rows themselves say what holds. A change is
 * announced when its transaction commits, so what is read after the announcement is at least as new.
 */
public final class PostgresFeed<K, T> implements Feed<K, T> {
    private final Database database;
    private final Announcements announcements;
    private final FeedSource<K, T> source;

    private PostgresFeed(Database database, Announcements announcements, FeedSource<K, T> source) {
        this.database = database;
        this.announcements = announcements;
        this.source = source;
    }

    /** Keys that are neither revoked nor of a suspended organisation; expired ones are among them. */
    public static Feed<KeyId, ApiKey> keys(Database database, Announcements announcements) {
        return new PostgresFeed<>(database, announcements, new KeySource());
    }

    /** All listed versions, callable or not. */
    public static Feed<VersionId, CallableService> services(
            Database database, Announcements announcements, SecretVault vault) {
        return new PostgresFeed<>(database, announcements, new CallableServiceSource(new CredentialTable(vault)));
    }

    /** Subscriptions in force. */
    public static Feed<SubscriptionId, Subscription> subscriptions(Database database, Announcements announcements) {
        return new PostgresFeed<>(database, announcements, new SubscriptionSource());
    }

    /** Budgets of those organisations that have one. */
    public static Feed<OrganisationId, Budget> budgets(Database database, Announcements announcements) {
        return new PostgresFeed<>(database, announcements, new BudgetSource());
    }

    /** All projects. */
    public static Feed<ProjectId, Project> projects(Database database, Announcements announcements) {
        return new PostgresFeed<>(database, announcements, new ProjectSource());
    }

    /** Verdicts that have not expired; some may since. */
    public static Feed<VerdictId, Verdict> verdicts(Database database, Announcements announcements) {
        return new PostgresFeed<>(database, announcements, new VerdictSource());
    }

    /** Rules of those organisations that have stated any. */
    public static Feed<OrganisationId, ConsumptionRules> rules(Database database, Announcements announcements) {
        return new PostgresFeed<>(database, announcements, new ConsumptionRulesSource());
    }

    @Override
    public Following follow(Listener<K, T> listener) {
        PendingChanges pending = new PendingChanges(source.kinds());
        announcements.add(pending); // before the first reading, so that nothing falls between the two
        try {
            List<T> all = database.snapshot(source::all);
            listener.replaced(all);
        } catch (RuntimeException e) {
            announcements.remove(pending);
            throw e;
        }
        return FeedFollower.start(new FeedFollower.Parts<>(database, announcements, source, pending), listener);
    }
}
