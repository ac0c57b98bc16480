package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.gateway.GatewayPorts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consumer with a key, and whatever a test adds: services, subscriptions, a budget. Prices are in nano-dollars. */
public final class World {
    public static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
    /** A dollar for a million tokens either way, in nano-units. */
    public static final Rates DOLLAR = Rates.perMillionTokens(1_000_000_000L, 1_000_000_000L);

    public static final Plan AMPLE = new Plan(PlanId.next(), "ample", 1_000_000, 10_000_000, 0, 0);

    public final FakeFeed<KeyId, ApiKey> keys = new FakeFeed<>(ApiKey::id);
    public final FakeFeed<ProjectId, Project> projects = new FakeFeed<>(Project::id);
    public final FakeFeed<VersionId, CallableService> services = new FakeFeed<>(CallableService::version);
    public final FakeFeed<SubscriptionId, Subscription> subscriptions = new FakeFeed<>(Subscription::id);
    public final FakeFeed<OrganisationId, Budget> budgets = new FakeFeed<>(Budget::organisation);
    public final FakeFeed<VerdictId, Verdict> verdicts = new FakeFeed<>(Verdict::id);
    public final FakeFeed<OrganisationId, ConsumptionRules> rules = new FakeFeed<>(ConsumptionRules::organisation);
    public final FakeAllowance allowance = new FakeAllowance();
    public final FakeSink sink = new FakeSink();
    public final FakeReplays replays = new FakeReplays();
    public final Watching watching = new Watching();
    public final KeyHasher hasher = new KeyHasher(new byte[32]);
    public final OrganisationId consumer = OrganisationId.next();
    public final String key;

    public World() {
        key = key(ApiKey.Scopes.ALL, null).reveal();
    }

    public GatewayPorts ports() {
        return new GatewayPorts(
                        new GatewayPorts.Feeds(keys, projects, services, subscriptions, budgets, verdicts, rules),
                        allowance,
                        sink,
                        replays,
                        hasher)
                .watchedBy(watching);
    }

    /** Another key of the consumer. */
    public Secret key(ApiKey.Scopes scopes, @Nullable Instant expiresAt) {
        return key(scopes, ApiKey.Limits.NONE, expiresAt);
    }

    /** A key of somebody else. */
    public Secret keyOf(OrganisationId organisation) {
        return key(organisation, null, ApiKey.Scopes.ALL, ApiKey.Limits.NONE, null);
    }

    /** Another key of the consumer, with a budget at the authority when its limits have one. */
    public Secret key(ApiKey.Scopes scopes, ApiKey.Limits limits, @Nullable Instant expiresAt) {
        return key(consumer, null, scopes, limits, expiresAt);
    }

    /** A key in a new project with those limits, whose budget is at the authority. */
    public Secret keyIn(Project project) {
        projects.put(project);
        Money budget = project.limits().perMonth();
        if (budget != null) {
            allowance.limit(Account.Unit.NANOS, project.id().value(), budget.nanos());
        }
        return key(consumer, project.id(), ApiKey.Scopes.ALL, ApiKey.Limits.NONE, null);
    }

    private Secret key(
            OrganisationId organisation,
            @Nullable ProjectId project,
            ApiKey.Scopes scopes,
            ApiKey.Limits limits,
            @Nullable Instant expiresAt) {
        Secret secret = hasher.generate();
        KeyId id = KeyId.next();
        Money budget = limits.perMonth();
        if (budget != null) {
            allowance.limit(Account.Unit.NANOS, id.value(), budget.nanos());
        }
        keys.put(new ApiKey(
                id,
                organisation,
                project,
                "test",
                KeyHasher.shownPrefix(secret),
                hasher.digest(secret.reveal()),
                scopes,
                limits,
                LONG_AGO,
                expiresAt,
                null,
                null,
                null));
        return secret;
    }

    /** An active OpenAI-compatible service at {@code url} whose provider calls the model {@code upstream-model}. */
    public CallableService service(String name, String url, Rates rates) {
        return service(name, rates, List.of(endpoint("endpoint-1", url, 0, 1)));
    }

    /** One whose provider speaks that dialect. */
    public CallableService service(String name, String url, Dialect dialect, Rates rates) {
        Endpoint endpoint = new Endpoint(
                URI.create(url),
                Protocol.REST,
                dialect,
                dialect == Dialect.ANTHROPIC
                        ? new Endpoint.Authentication.Header("x-api-key")
                        : new Endpoint.Authentication.Bearer(),
                "upstream-model",
                null);
        return service(name, rates, List.of(endpoint));
    }

    /** The same with several endpoints. */
    public CallableService service(String name, Rates rates, List<Endpoint> endpoints) {
        return service(name, rates, endpoints, new ServiceLevel.Timeouts(Duration.ofSeconds(10), null, null, false));
    }

    /** A service that allows a second request when an answer is late. */
    public CallableService hedged(String name, List<Endpoint> endpoints) {
        return service(name, DOLLAR, endpoints, new ServiceLevel.Timeouts(Duration.ofSeconds(10), null, null, true));
    }

    /** A service whose first byte is waited for no longer than that. */
    public CallableService impatient(String name, String url, Duration firstByte) {
        return service(
                name,
                DOLLAR,
                List.of(endpoint("endpoint-1", url, 0, 1)),
                new ServiceLevel.Timeouts(firstByte, null, null, false));
    }

    /** A service with one endpoint and the credential for it. */
    public CallableService service(String name, Endpoint endpoint, String credential) {
        CallableService like = service(name, DOLLAR, List.of(endpoint));
        CallableService service = new CallableService(
                like.version(),
                like.service(),
                like.provider(),
                like.name(),
                like.number(),
                like.current(),
                like.status(),
                like.category(),
                like.model(),
                List.of(new CallableService.Door(endpoint, new Secret(credential))),
                like.priceVersion(),
                like.prices(),
                like.limits(),
                like.timeouts(),
                like.createdAt(),
                null);
        services.put(service);
        return service;
    }

    /** An endpoint that is spoken to with that HTTP. */
    public static Endpoint endpoint(String url, HttpVersion http, Endpoint.Authentication authentication) {
        return new Endpoint(
                "endpoint-1",
                URI.create(url),
                Protocol.REST,
                Dialect.OPENAI,
                authentication,
                "upstream-model",
                null,
                null,
                Endpoint.DEFAULT_CREDENTIAL,
                0,
                1,
                http);
    }

    /** A service of its own shape at {@code url}, whose credential travels as {@code x-key}. */
    public CallableService custom(String name, String url, Protocol protocol, PriceBook prices) {
        Endpoint endpoint = new Endpoint(
                URI.create(url), protocol, Dialect.CUSTOM, new Endpoint.Authentication.Header("x-key"), "any", null);
        return service(
                name, prices, List.of(endpoint), new ServiceLevel.Timeouts(Duration.ofSeconds(10), null, null, false));
    }

    /** The same with a limit on silence. */
    public CallableService restless(String name, String url, Protocol protocol, Duration silence) {
        Endpoint endpoint = new Endpoint(
                URI.create(url), protocol, Dialect.CUSTOM, new Endpoint.Authentication.Header("x-key"), "any", null);
        return service(
                name,
                perRequest(1),
                List.of(endpoint),
                new ServiceLevel.Timeouts(Duration.ofSeconds(10), silence, null, false));
    }

    /** A price for each call, in nano-dollars. */
    public static PriceBook perRequest(long nanos) {
        Rates rates = new Rates(0, 0, 0, 0, 0, 0, 0, 0, 0, nanos);
        return new PriceBook(PricingModel.PER_REQUEST, "USD", rates, List.of(), null);
    }

    /** Prices for tokens. */
    public static PriceBook perToken(Rates rates) {
        return new PriceBook(PricingModel.PER_TOKEN, "USD", rates, List.of(), null);
    }

    private CallableService service(
            String name, Rates rates, List<Endpoint> endpoints, ServiceLevel.Timeouts timeouts) {
        return service(name, perToken(rates), endpoints, timeouts);
    }

    private CallableService service(
            String name, PriceBook prices, List<Endpoint> endpoints, ServiceLevel.Timeouts timeouts) {
        CallableService service = new CallableService(
                VersionId.next(),
                ServiceId.next(),
                OrganisationId.next(),
                ServiceName.parse(name),
                new SemanticVersion(1, 0, 0),
                true,
                ServiceStatus.ACTIVE,
                Category.TEXT_GENERATION,
                null,
                endpoints.stream()
                        .map(endpoint -> new CallableService.Door(endpoint, new Secret("provider-credential")))
                        .toList(),
                PriceVersionId.next(),
                prices,
                new Limits(128_000, 4096),
                timeouts,
                LONG_AGO,
                null);
        services.put(service);
        return service;
    }

    /** An endpoint whose credential travels in another way. */
    public static Endpoint endpoint(String name, String url, Endpoint.Authentication authentication) {
        return new Endpoint(
                name,
                URI.create(url),
                Protocol.REST,
                Dialect.OPENAI,
                authentication,
                "upstream-model",
                null,
                null,
                Endpoint.DEFAULT_CREDENTIAL,
                0,
                1);
    }

    public static Endpoint endpoint(String name, String url, int priority, int weight) {
        return new Endpoint(
                name,
                URI.create(url),
                Protocol.REST,
                Dialect.OPENAI,
                new Endpoint.Authentication.Bearer(),
                "upstream-model",
                null,
                null,
                Endpoint.DEFAULT_CREDENTIAL,
                priority,
                weight);
    }

    /** A listed version without an endpoint or a price. */
    public CallableService listing(String name) {
        CallableService like = service(name, "https://nowhere.invalid/v1", DOLLAR);
        CallableService listing = new CallableService(
                like.version(),
                like.service(),
                like.provider(),
                like.name(),
                like.number(),
                true,
                ServiceStatus.ACTIVE,
                like.category(),
                like.model(),
                List.of(),
                null,
                null,
                like.limits(),
                like.timeouts(),
                like.createdAt(),
                null);
        services.put(listing);
        return listing;
    }

    /** From now on the service says which model it serves. */
    public CallableService serve(CallableService of, String model) {
        CallableService serving = new CallableService(
                of.version(),
                of.service(),
                of.provider(),
                of.name(),
                of.number(),
                of.current(),
                of.status(),
                of.category(),
                model,
                of.doors(),
                of.priceVersion(),
                of.prices(),
                of.limits(),
                of.timeouts(),
                of.createdAt(),
                null);
        services.put(serving);
        return serving;
    }

    public Subscription subscribe(CallableService service, Plan plan) {
        Subscription subscription =
                new Subscription(SubscriptionId.next(), consumer, service.service(), plan, LONG_AGO, null);
        subscriptions.put(subscription);
        if (plan.tokensPerMonth() > 0) {
            allowance.limit(Account.Unit.TOKENS, subscription.id().value(), plan.tokensPerMonth());
        }
        return subscription;
    }

    /** Gives the consumer a budget of so many nano-dollars. */
    public void budget(long nanos) {
        budgetIn("USD", nanos);
    }

    public void budgetIn(String currency, long nanos) {
        allowance.limit(Account.Unit.NANOS, consumer.value(), nanos);
        budgets.put(new Budget(consumer, new Money(nanos, currency)));
    }

    /** From now on the key expires then. */
    public void expire(String secret, Instant at) {
        keys.all().stream()
                .filter(candidate -> candidate.digest().equals(hasher.digest(secret)))
                .toList()
                .forEach(found -> keys.put(new ApiKey(
                        found.id(),
                        found.organisation(),
                        found.project(),
                        found.name(),
                        found.prefix(),
                        found.digest(),
                        found.scopes(),
                        found.limits(),
                        found.createdAt(),
                        at,
                        null,
                        null,
                        null)));
    }

    /** Takes a key out of force. */
    public void revoke(String secret) {
        keys.all().stream()
                .filter(candidate -> candidate.digest().equals(hasher.digest(secret)))
                .toList()
                .forEach(found -> keys.remove(found.id()));
    }
}
