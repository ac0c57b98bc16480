package dev.llmmarketplace.server;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Accounts;
import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.access.Keys;
import dev.llmmarketplace.core.access.Projects;
import dev.llmmarketplace.core.access.Sessions;
import dev.llmmarketplace.core.access.SignIn;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.publishing.Decide;
import dev.llmmarketplace.core.publishing.Deprecate;
import dev.llmmarketplace.core.publishing.revision.Revise;
import dev.llmmarketplace.core.publishing.revision.RevisionStore;
import dev.llmmarketplace.core.publishing.transfer.Transfers;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.core.quota.Subscribe;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.identity.AccessTokens;
import dev.llmmarketplace.server.identity.Argon2idPasswords;
import dev.llmmarketplace.server.identity.FirstAdministrator;
import dev.llmmarketplace.server.identity.SigningKeys;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.openapi.OpenApiRules;
import dev.llmmarketplace.server.ops.Meters;
import dev.llmmarketplace.server.ops.OpsRoutes;
import dev.llmmarketplace.server.ops.Readiness;
import dev.llmmarketplace.server.rest.Contract;
import dev.llmmarketplace.server.rest.Edge;
import dev.llmmarketplace.server.rest.RateLimits;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import dev.llmmarketplace.server.rest.Viewers;
import dev.llmmarketplace.server.rest.access.KeyRoutes;
import dev.llmmarketplace.server.rest.access.OrganisationRoutes;
import dev.llmmarketplace.server.rest.access.ProjectRoutes;
import dev.llmmarketplace.server.rest.access.SignInRoutes;
import dev.llmmarketplace.server.rest.access.UserRoutes;
import dev.llmmarketplace.server.rest.access.VerificationRoutes;
import dev.llmmarketplace.server.rest.approval.ApprovalRoutes;
import dev.llmmarketplace.server.rest.approval.DelegationRoutes;
import dev.llmmarketplace.server.rest.approval.Evidence;
import dev.llmmarketplace.server.rest.audit.AuditRoutes;
import dev.llmmarketplace.server.rest.catalog.DecisionRoutes;
import dev.llmmarketplace.server.rest.catalog.FindingRoutes;
import dev.llmmarketplace.server.rest.catalog.ListingHistoryRoutes;
import dev.llmmarketplace.server.rest.catalog.ListingRoutes;
import dev.llmmarketplace.server.rest.catalog.OpenApiImportRoutes;
import dev.llmmarketplace.server.rest.catalog.OpenApiRoutes;
import dev.llmmarketplace.server.rest.catalog.PriceRoutes;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.PublishRoutes;
import dev.llmmarketplace.server.rest.catalog.PublishedService;
import dev.llmmarketplace.server.rest.catalog.PublisherKeyRoutes;
import dev.llmmarketplace.server.rest.catalog.RevisionRoutes;
import dev.llmmarketplace.server.rest.catalog.ServiceLookup;
import dev.llmmarketplace.server.rest.catalog.ServiceRoutes;
import dev.llmmarketplace.server.rest.catalog.ServiceTestRoutes;
import dev.llmmarketplace.server.rest.governance.ConsumptionRoutes;
import dev.llmmarketplace.server.rest.governance.VerdictRoutes;
import dev.llmmarketplace.server.rest.mcp.CatalogueTools;
import dev.llmmarketplace.server.rest.mcp.McpRoutes;
import dev.llmmarketplace.server.rest.mcp.TrustedOrigins;
import dev.llmmarketplace.server.rest.metering.LedgerRoutes;
import dev.llmmarketplace.server.rest.metering.ReceiptRoutes;
import dev.llmmarketplace.server.rest.metering.UsageRoutes;
import dev.llmmarketplace.server.rest.notification.NotificationRoutes;
import dev.llmmarketplace.server.rest.notification.PreferenceRoutes;
import dev.llmmarketplace.server.rest.quota.BudgetRoutes;
import dev.llmmarketplace.server.rest.quota.PlanRoutes;
import dev.llmmarketplace.server.rest.quota.SubscriptionRoutes;
import dev.llmmarketplace.server.rest.recommendation.InteractionRoutes;
import dev.llmmarketplace.server.rest.recommendation.RecommendationRoutes;
import dev.llmmarketplace.server.rest.review.ReviewRoutes;
import dev.llmmarketplace.server.rest.search.CatalogueRoutes;
import dev.llmmarketplace.server.rest.search.Comparisons;
import dev.llmmarketplace.server.rest.search.ModelRoutes;
import dev.llmmarketplace.server.rest.search.RebuildRoutes;
import dev.llmmarketplace.server.rest.search.SavedSearchRoutes;
import dev.llmmarketplace.server.rest.search.SearchRoutes;
import dev.llmmarketplace.server.rest.sla.EjectedRoutes;
import dev.llmmarketplace.server.rest.sla.SlaRoutes;
import dev.llmmarketplace.server.rest.submission.SubmissionRoutes;
import dev.llmmarketplace.server.rest.syndication.Links;
import dev.llmmarketplace.server.rest.syndication.SyndicationRoutes;
import dev.llmmarketplace.server.rest.transfer.TransferRoutes;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Identity, the use cases, and the routes that lead to them. */
final class ControlPlane implements AutoCloseable {
    private final Parts parts = new Parts();
    private final Stores stores;
    private final Contract contract;
    private final Configuration configuration;
    private final InstantSource clock;
    private final KeyHasher hasher;
    private final SigningKeys signingKeys;
    private final AccessTokens tokens;
    private final Accounts accounts;
    private final Argon2idPasswords passwords;
    private final Supplier<URI> home;

    /** @param home where the marketplace is found; known once it listens */
    ControlPlane(
            Configuration configuration,
            Installation installation,
            Stores stores,
            Contract contract,
            InstantSource clock,
            Supplier<URI> home) {
        Configuration.Identity identity = configuration.identity();
        this.configuration = configuration;
        this.stores = stores;
        this.contract = contract;
        this.clock = clock;
        this.home = home;
        hasher = installation.keyHasher();
        passwords = parts.add(
                "password threads",
                new Argon2idPasswords(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
        signingKeys = new SigningKeys(
                stores.access(), stores.vault(), clock, identity.keyRotation(), identity.accessLifetime());
        tokens = new AccessTokens(signingKeys, identity.issuer(), identity.accessLifetime(), clock);
        accounts = new Accounts(stores.access(), passwords, clock);
    }

    /** Makes the first administrator when there are no users. */
    Optional<FirstAdministrator> ensureAdministrator() {
        Configuration.Identity identity = configuration.identity();
        return FirstAdministrator.ensure(
                stores.access(),
                accounts,
                identity.administratorEmail(),
                identity.administratorPassword().orElse(null));
    }

    /** The edge with the routes of operations; those of features are added by {@link #addFeatures}. */
    Edge edge(Readiness readiness, Meters meters) {
        Configuration.RequestLimits limits = configuration.limits();
        RateLimits rates = new RateLimits(
                new RateLimits.Limits(
                        limits.loginPerMinute(),
                        limits.registerPerHour(),
                        limits.readsPerMinute(),
                        limits.writesPerMinute()),
                clock);
        Edge edge = parts.add("edge", new Edge(contract, tokens::verify, rates, stores.audit(), meters.registry()));
        new OpsRoutes(readiness, meters, contract, signingKeys).register(edge.routes());
        return edge;
    }

    /** Once. */
    Policies openPolicies() {
        return parts.add("policies", Policies.open(configuration, stores, contract, clock));
    }

    void addFeatures(
            Routes routes, Discovery discovery, Gateway gateway, Publications publications, Policies policies) {
        AccessStore access = stores.access();
        CatalogStore catalog = stores.catalog();
        QuotaStore quota = stores.quota();
        Viewers viewers = new Viewers(access, gateway.verdicts(), clock);
        ServiceNames names = new ServiceNames(catalog, viewers);
        ServiceLookup lookup = new ServiceLookup(catalog, viewers);
        policies.register(routes);
        addImports(routes, stores.catalog(), policies);
        parts.add("compliance", policies.watch());
        addAccess(routes, access, names);
        addCatalog(routes, viewers, lookup, discovery);
        addPublishing(routes, access, catalog, publications, lookup);
        new PlanRoutes(quota).register(routes);
        Subscribe subscribe = new Subscribe(quota, catalog, access, policies.engine(), clock);
        new SubscriptionRoutes(subscribe, quota, names, clock).register(routes);
        new BudgetRoutes(quota, access, stores.projects(), names, clock).register(routes);
        new VerdictRoutes(stores.governance(), access, names).register(routes);
        new ConsumptionRoutes(stores.governance(), clock).register(routes);
        new UsageRoutes(stores.usage(), catalog, names, clock).register(routes);
        new LedgerRoutes(stores.ledgerAudit()).register(routes);
        new ReceiptRoutes(stores.receipts(), stores.usage()).register(routes);
        new AuditRoutes(stores.audit()).register(routes);
        new SlaRoutes(stores.quality(), stores.breaches(), lookup, names, clock).register(routes);
        new RecommendationRoutes(
                        discovery.trends(),
                        discovery.recommender(),
                        new Providers(access, stores.publisherKeys()),
                        viewers,
                        names)
                .register(routes);
        new InteractionRoutes(stores.interactions(), lookup, clock).register(routes);
        new ReviewRoutes(stores.reviews(), lookup, clock).register(routes);
        new EjectedRoutes(gateway.ejected()).register(routes);
    }

    private void addAccess(Routes routes, AccessStore access, ServiceNames names) {
        SignIn signIn = new SignIn(access, passwords, clock);
        Sessions sessions =
                new Sessions(access, hasher, clock, configuration.identity().refreshLifetime());
        new SignInRoutes(access, accounts, signIn, sessions, tokens, clock).register(routes);
        new OrganisationRoutes(access, accounts).register(routes);
        new VerificationRoutes(access, stores.verifications(), clock).register(routes);
        new UserRoutes(access, accounts).register(routes);
        Projects projects = new Projects(stores.projects(), clock);
        new ProjectRoutes(projects).register(routes);
        new KeyRoutes(new Keys(access, hasher, clock), projects, names).register(routes);
    }

    private void addCatalog(Routes routes, Viewers viewers, ServiceLookup lookup, Discovery discovery) {
        AccessStore access = stores.access();
        CatalogStore catalog = stores.catalog();
        Providers providers = new Providers(access, stores.publisherKeys());
        new ServiceRoutes(catalog, access, providers, viewers).register(routes);
        new OpenApiRoutes(lookup, stores.catalog()).register(routes);
        new PriceRoutes(catalog, stores.sourceStatements(), lookup, configuration.priceDisagreement()).register(routes);
        new SearchRoutes(
                        discovery.catalogue(),
                        providers,
                        viewers,
                        configuration.ranking().weights())
                .register(routes);
        new ModelRoutes(discovery.catalogue(), stores.quality(), providers, viewers, clock).register(routes);
        new RebuildRoutes(discovery.indexer(), clock).register(routes);
        new SavedSearchRoutes(discovery.savedSearches(stores.savedSearches()), stores.savedSearches(), viewers, clock)
                .register(routes);
        new NotificationRoutes(stores.inbox(), catalog, viewers, clock).register(routes);
        new PreferenceRoutes(stores.preferences()).register(routes);
        Comparisons comparisons = new Comparisons(providers, discovery.records());
        new McpRoutes(
                        new CatalogueTools(discovery.catalogue(), catalog, providers, comparisons, viewers),
                        new TrustedOrigins(home))
                .register(routes);
        new SyndicationRoutes(catalog, stores.catalogNews(), providers, discovery.inventory(), new Links(home))
                .register(routes);
        new CatalogueRoutes(
                        catalog,
                        providers,
                        discovery.inventory(),
                        discovery.suggestions(),
                        discovery.similarServices(),
                        comparisons,
                        viewers)
                .register(routes);
    }

    private void addImports(Routes routes, CatalogStore catalog, Policies policies) {
        ManifestRules rules =
                new ManifestRules(new AllowedEndpoints(configuration.outgoingAllow()), new OpenApiRules());
        ManifestReader reader = new ManifestReader(contract.manifestSchema());
        new ListingRoutes(reader, rules, policies.screening(), catalog).register(routes);
    }

    private void addPublishing(
            Routes routes, AccessStore access, CatalogStore catalog, Publications publications, ServiceLookup lookup) {
        ManifestReader reader = new ManifestReader(contract.manifestSchema());
        Providers providers = new Providers(access, stores.publisherKeys());
        RevisionStore revisions = stores.revisions();
        PublishRoutes.Publishing publishing =
                new PublishRoutes.Publishing(publications.rules(), publications.submit(), revisions);
        new PublishRoutes(reader, publishing, catalog, providers, lookup).register(routes);
        Revise revise = new Revise(publications.rules(), revisions);
        new RevisionRoutes(reader, revise, revisions, catalog, lookup).register(routes);
        new SubmissionRoutes(publications.store(), publications.submit(), publications.signals()).register(routes);
        Deprecate deprecate = new Deprecate(catalog, configuration.deprecationNotice(), clock);
        new ServiceTestRoutes(catalog, lookup, publications.tests(), stores.testReports(), clock).register(routes);
        new FindingRoutes(stores.probes(), lookup).register(routes);
        new ListingHistoryRoutes(stores.listingHistory(), stores.serviceCallers(), catalog, lookup, clock)
                .register(routes);
        DecisionRoutes.Deciding deciding = new DecisionRoutes.Deciding(
                new Decide(catalog), publications.approvalStore(), publications.approvals(), publications.submit());
        new DecisionRoutes(deciding, deprecate, lookup, providers).register(routes);
        Evidence evidence = new Evidence(catalog, publications.store(), new PublishedService(catalog, providers));
        new ApprovalRoutes(publications.approvalStore(), publications.approvals(), publications.submit(), evidence)
                .register(routes);
        new DelegationRoutes(publications.delegations()).register(routes);
        new TransferRoutes(new Transfers(stores.transfers(), access, clock), lookup, access).register(routes);

        new OpenApiImportRoutes(access).register(routes);
        new PublisherKeyRoutes(stores.publisherKeys(), access, clock).register(routes);
    }

    @Override
    public void close() {
        parts.close();
    }
}
