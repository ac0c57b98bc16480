package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.dbscheduler.JobRunner;
import dev.llmmarketplace.adapters.embedded.EmbeddedPostgres;
import dev.llmmarketplace.adapters.embedded.EmbeddedSettings;
import dev.llmmarketplace.adapters.postgres.Announcements;
import dev.llmmarketplace.adapters.postgres.Database;
import dev.llmmarketplace.adapters.postgres.DatabaseSettings;
import dev.llmmarketplace.adapters.postgres.JobTable;
import dev.llmmarketplace.adapters.postgres.PostgresAccessStore;
import dev.llmmarketplace.adapters.postgres.PostgresActivitySource;
import dev.llmmarketplace.adapters.postgres.PostgresAllowance;
import dev.llmmarketplace.adapters.postgres.PostgresApprovalStore;
import dev.llmmarketplace.adapters.postgres.PostgresAuditTrail;
import dev.llmmarketplace.adapters.postgres.PostgresBookmark;
import dev.llmmarketplace.adapters.postgres.PostgresBreachStore;
import dev.llmmarketplace.adapters.postgres.PostgresCatalogNews;
import dev.llmmarketplace.adapters.postgres.PostgresCatalogStore;
import dev.llmmarketplace.adapters.postgres.PostgresComplianceStore;
import dev.llmmarketplace.adapters.postgres.PostgresDelegationStore;
import dev.llmmarketplace.adapters.postgres.PostgresDeliveryStore;
import dev.llmmarketplace.adapters.postgres.PostgresEventLog;
import dev.llmmarketplace.adapters.postgres.PostgresFanOut;
import dev.llmmarketplace.adapters.postgres.PostgresFeed;
import dev.llmmarketplace.adapters.postgres.PostgresGovernanceStore;
import dev.llmmarketplace.adapters.postgres.PostgresInbox;
import dev.llmmarketplace.adapters.postgres.PostgresInteractionStore;
import dev.llmmarketplace.adapters.postgres.PostgresLedgerAudit;
import dev.llmmarketplace.adapters.postgres.PostgresListingHistory;
import dev.llmmarketplace.adapters.postgres.PostgresNoticeBoard;
import dev.llmmarketplace.adapters.postgres.PostgresOutbasket;
import dev.llmmarketplace.adapters.postgres.PostgresPolicyStore;
import dev.llmmarketplace.adapters.postgres.PostgresPopularity;
import dev.llmmarketplace.adapters.postgres.PostgresPreferenceStore;
import dev.llmmarketplace.adapters.postgres.PostgresProbeStore;
import dev.llmmarketplace.adapters.postgres.PostgresProjectStore;
import dev.llmmarketplace.adapters.postgres.PostgresPublisherKeyStore;
import dev.llmmarketplace.adapters.postgres.PostgresQualityStore;
import dev.llmmarketplace.adapters.postgres.PostgresQuotaStore;
import dev.llmmarketplace.adapters.postgres.PostgresReceiptStore;
import dev.llmmarketplace.adapters.postgres.PostgresReplayStore;
import dev.llmmarketplace.adapters.postgres.PostgresReviewStore;
import dev.llmmarketplace.adapters.postgres.PostgresRevisionStore;
import dev.llmmarketplace.adapters.postgres.PostgresSavedSearchStore;
import dev.llmmarketplace.adapters.postgres.PostgresServiceCallers;
import dev.llmmarketplace.adapters.postgres.PostgresSourceStatements;
import dev.llmmarketplace.adapters.postgres.PostgresSubmissionStore;
import dev.llmmarketplace.adapters.postgres.PostgresTestReportStore;
import dev.llmmarketplace.adapters.postgres.PostgresTransferStore;
import dev.llmmarketplace.adapters.postgres.PostgresUsageSink;
import dev.llmmarketplace.adapters.postgres.PostgresUsageStore;
import dev.llmmarketplace.adapters.postgres.PostgresVectorStore;
import dev.llmmarketplace.adapters.postgres.PostgresVerifications;
import dev.llmmarketplace.adapters.postgres.PostgresWaiverStore;
import dev.llmmarketplace.adapters.postgres.PostgresWebhookStore;
import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.ProjectStore;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.access.Verifications;
import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.catalog.CatalogNews;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.SourceStatements;
import dev.llmmarketplace.core.event.Bookmark;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.governance.ComplianceStore;
import dev.llmmarketplace.core.governance.GovernanceStore;
import dev.llmmarketplace.core.governance.PolicyStore;
import dev.llmmarketplace.core.governance.WaiverStore;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.metering.LedgerAudit;
import dev.llmmarketplace.core.metering.ServiceCallers;
import dev.llmmarketplace.core.metering.UsageSink;
import dev.llmmarketplace.core.metering.UsageStore;
import dev.llmmarketplace.core.notification.Inbox;
import dev.llmmarketplace.core.notification.NoticeBoard;
import dev.llmmarketplace.core.notification.Outbasket;
import dev.llmmarketplace.core.notification.PreferenceStore;
import dev.llmmarketplace.core.publishing.ListingHistory;
import dev.llmmarketplace.core.publishing.approval.ApprovalStore;
import dev.llmmarketplace.core.publishing.approval.DelegationStore;
import dev.llmmarketplace.core.publishing.livetest.TestReportStore;
import dev.llmmarketplace.core.publishing.probe.ProbeStore;
import dev.llmmarketplace.core.publishing.revision.RevisionStore;
import dev.llmmarketplace.core.publishing.signature.PublisherKeyStore;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore;
import dev.llmmarketplace.core.publishing.transfer.TransferStore;
import dev.llmmarketplace.core.quota.Allowance;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.core.receipt.ReceiptStore;
import dev.llmmarketplace.core.recommendation.ActivitySource;
import dev.llmmarketplace.core.recommendation.InteractionStore;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.core.review.ReviewStore;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.core.search.ranking.Popularity;
import dev.llmmarketplace.core.search.saved.SavedSearchStore;
import dev.llmmarketplace.core.sla.BreachStore;
import dev.llmmarketplace.core.sla.QualityStore;
import dev.llmmarketplace.core.webhook.DeliveryStore;
import dev.llmmarketplace.core.webhook.FanOut;
import dev.llmmarketplace.core.webhook.WebhookStore;
import dev.llmmarketplace.gateway.GatewayPorts;
import dev.llmmarketplace.server.configuration.Configuration;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** PostgreSQL, embedded or external, and everything that is kept in it. */
final class Stores implements AutoCloseable {
    /** Of each table. */
    static final int JOBS_AT_A_TIME = 16;

    private final Parts parts;
    private final Database database;
    private final Announcements announcements;
    private final Installation installation;
    private final InstantSource clock;

    private Stores(
            Parts parts,
            Database database,
            Announcements announcements,
            Installation installation,
            InstantSource clock) {
        this.parts = parts;
        this.database = database;
        this.announcements = announcements;
        this.installation = installation;
        this.clock = clock;
    }

    /** Starts the embedded server when there is no other, brings the schema up to date, begins to listen. */
    static Stores open(Configuration configuration, Installation installation, InstantSource clock) {
        Parts parts = new Parts();
        try {
            DatabaseSettings settings = configuration
                    .database()
                    .url()
                    .map(url -> external(url, configuration.database()))
                    .orElseGet(() -> embedded(parts, configuration, installation));
            Database database = parts.add("connections to the database", Database.open(settings));
            Announcements announcements = parts.add("announcements of the database", Announcements.open(database));
            return new Stores(parts, database, announcements, installation, clock);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static DatabaseSettings external(String url, Configuration.Database settings) {
        return new DatabaseSettings(
                url, settings.user(), settings.password().orElse(new Secret("")), settings.connections());
    }

    private static DatabaseSettings embedded(Parts parts, Configuration configuration, Installation installation) {
        EmbeddedPostgres server = parts.add(
                "embedded PostgreSQL",
                EmbeddedPostgres.start(new EmbeddedSettings(
                        installation.directory().postgres(),
                        configuration.cacheDirectory().resolve("postgres"),
                        installation.databasePassword())));
        server.keepRunning();
        return new DatabaseSettings(
                server.url(),
                server.user(),
                server.password(),
                configuration.database().connections());
    }

    AccessStore access() {
        return new PostgresAccessStore(database);
    }

    ProjectStore projects() {
        return new PostgresProjectStore(database);
    }

    CatalogStore catalog() {
        return new PostgresCatalogStore(database, vault(), clock);
    }

    CatalogNews catalogNews() {
        return new PostgresCatalogNews(database);
    }

    SubmissionStore submissions() {
        return new PostgresSubmissionStore(database, vault(), clock);
    }

    TestReportStore testReports() {
        return new PostgresTestReportStore(database);
    }

    ProbeStore probes() {
        return new PostgresProbeStore(database, new PostgresCatalogStore(database, vault(), clock), clock);
    }

    ListingHistory listingHistory() {
        return new PostgresListingHistory(database);
    }

    RevisionStore revisions() {
        return new PostgresRevisionStore(database, clock);
    }

    ServiceCallers serviceCallers() {
        return new PostgresServiceCallers(database);
    }

    DelegationStore delegations() {
        return new PostgresDelegationStore(database);
    }

    TransferStore transfers() {
        return new PostgresTransferStore(database);
    }

    ApprovalStore approvals() {
        return new PostgresApprovalStore(database, clock);
    }

    /** Goes on with what this installation was doing when it ended. */
    JobRunner run(JobTable table, JobRunner.Job job) {
        String holder = installation.directory().instance();
        table.release(database, holder);
        return JobRunner.start(
                new JobRunner.Table(database.pool(), table.table(), table.task(), holder, JOBS_AT_A_TIME), job, clock);
    }

    WebhookStore webhooks() {
        return new PostgresWebhookStore(database, vault());
    }

    /** @param home what the world calls this marketplace */
    DeliveryStore deliveries(Supplier<URI> home) {
        return new PostgresDeliveryStore(database, vault(), home, clock);
    }

    FanOut fanOut(Supplier<URI> home) {
        return new PostgresFanOut(database, home, clock);
    }

    VectorStore vectors() {
        return new PostgresVectorStore(database);
    }

    SourceStatements sourceStatements() {
        return new PostgresSourceStatements(database);
    }

    /** How far the follower of that name is. */
    Bookmark bookmark(String follower) {
        return new PostgresBookmark(database, follower);
    }

    PublisherKeyStore publisherKeys() {
        return new PostgresPublisherKeyStore(database);
    }

    Inbox inbox() {
        return new PostgresInbox(database);
    }

    NoticeBoard notices() {
        return new PostgresNoticeBoard(database, clock);
    }

    PreferenceStore preferences() {
        return new PostgresPreferenceStore(database);
    }

    Outbasket outbasket() {
        return new PostgresOutbasket(database, installation.directory().instance(), clock);
    }

    SavedSearchStore savedSearches() {
        return new PostgresSavedSearchStore(database);
    }

    QuotaStore quota() {
        return new PostgresQuotaStore(database);
    }

    GovernanceStore governance() {
        return new PostgresGovernanceStore(database);
    }

    PolicyStore policies() {
        return new PostgresPolicyStore(database);
    }

    WaiverStore waivers() {
        return new PostgresWaiverStore(database);
    }

    ComplianceStore compliance() {
        return new PostgresComplianceStore(database, new PostgresCatalogStore(database, vault(), clock), clock);
    }

    UsageStore usage() {
        return new PostgresUsageStore(database);
    }

    ReceiptStore receipts() {
        return new PostgresReceiptStore(database, installation.receiptSigner().key());
    }

    AuditTrail audit() {
        return new PostgresAuditTrail(database, installation.receiptSigner(), clock);
    }

    int purgeEvents(Instant before) {
        return new PostgresEventLog(database, announcements).purge(before);
    }

    int purgeDeliveries(Instant endedBefore) {
        return PostgresDeliveryStore.purge(database, endedBefore);
    }

    QualityStore quality() {
        return new PostgresQualityStore(database);
    }

    Popularity popularity() {
        return new PostgresPopularity(database);
    }

    ReviewStore reviews() {
        return new PostgresReviewStore(database);
    }

    InteractionStore interactions() {
        return new PostgresInteractionStore(database);
    }

    ActivitySource activity() {
        return new PostgresActivitySource(database);
    }

    Verifications verifications() {
        return new PostgresVerifications(database);
    }

    BreachStore breaches() {
        return new PostgresBreachStore(database);
    }

    ReplayStore replays() {
        return new PostgresReplayStore(database);
    }

    LedgerAudit ledgerAudit() {
        return new PostgresLedgerAudit(database);
    }

    UsageSink usageSink() {
        return new PostgresUsageSink(database, installation.receiptSigner(), clock);
    }

    Allowance allowance() {
        return new PostgresAllowance(database);
    }

    EventLog events() {
        return new PostgresEventLog(database, announcements);
    }

    GatewayPorts.Feeds feeds() {
        return new GatewayPorts.Feeds(
                PostgresFeed.keys(database, announcements),
                PostgresFeed.projects(database, announcements),
                PostgresFeed.services(database, announcements, vault()),
                PostgresFeed.subscriptions(database, announcements),
                PostgresFeed.budgets(database, announcements),
                PostgresFeed.verdicts(database, announcements),
                PostgresFeed.rules(database, announcements));
    }

    SecretVault vault() {
        return installation.vault();
    }

    boolean healthy() {
        return database.healthy();
    }

    @Override
    public void close() {
        parts.close();
    }
}
