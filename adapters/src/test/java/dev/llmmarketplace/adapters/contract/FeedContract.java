package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the feeds of an installation tell of what its stores write. */
public abstract class FeedContract {
    /** A stated property: a revoked key stops working everywhere within one second. Doubled for loaded machines. */
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final Followings followings = new Followings();

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    @AfterEach
    void closeFollowings() {
        followings.close();
    }

    @Test
    void whatIsThereComesBeforeFollowReturns() {
        ApiKey key = key();
        ApiKey revoked = key();
        stores().access().revokeKey(revoked.id(), now());

        Copy<KeyId, ApiKey> keys = keys();

        assertThat(keys.find(key.id())).contains(key);
        assertThat(keys.has(revoked.id())).isFalse();
        assertThat(followings.connected()).isTrue();
    }

    @Test
    void keysAppearAndVanish() {
        Copy<KeyId, ApiKey> keys = keys();
        ApiKey key = key();
        soon(() -> keys.has(key.id(), key::equals));

        stores().access().revokeKey(key.id(), now());
        soon(() -> !keys.has(key.id()));
    }

    @Test
    void aSuspendedOrganisationsKeysAreGoneUntilItIsBack() {
        Copy<KeyId, ApiKey> keys = keys();
        ApiKey key = key();
        soon(() -> keys.has(key.id()));

        stores().access().updateOrganisation(key.organisation(), true, true, true);
        soon(() -> !keys.has(key.id()));
        stores().access().updateOrganisation(key.organisation(), true, true, false);
        soon(() -> keys.has(key.id()));
    }

    @Test
    void aServiceIsFedWithAllThatACallNeeds() {
        Copy<VersionId, CallableService> services = services();
        ServiceVersion version = trade().active();
        stores().catalog().storeCredential(version.service(), Endpoint.DEFAULT_CREDENTIAL, new Secret("sk-feed"));
        soon(() -> services.has(version.id(), CallableService::callable));

        assertThat(services.find(version.id()))
                .contains(new CallableService(
                        version.id(),
                        version.service(),
                        version.provider(),
                        version.manifest().name(),
                        version.manifest().version(),
                        true,
                        ServiceStatus.ACTIVE,
                        version.manifest().category(),
                        version.manifest().model(),
                        List.of(new CallableService.Door(
                                version.manifest().endpoints().getFirst(), new Secret("sk-feed"))),
                        version.priceVersion(),
                        version.manifest().pricing(),
                        version.manifest().limits(),
                        version.manifest().serviceLevel().timeouts(),
                        version.createdAt(),
                        null));
    }

    @Test
    void eachEndpointIsFedWithTheCredentialItRefersTo() {
        Copy<VersionId, CallableService> services = services();
        ServiceManifest manifest = Manifests.served(
                trade().name(),
                List.of(Manifests.endpoint("one", "sk-a", 0, 3), Manifests.endpoint("two", "sk-b", 1, 1)));
        ServiceVersion version = trade().publish(manifest, ServiceStatus.ACTIVE);

        stores().catalog().storeCredential(version.service(), "sk-b", new Secret("secret-b"));
        soon(() -> services.has(version.id(), CallableService::callable));

        assertThat(services.find(version.id()).orElseThrow().doors())
                .containsExactly(
                        new CallableService.Door(manifest.endpoints().get(0), null),
                        new CallableService.Door(manifest.endpoints().get(1), new Secret("secret-b")));
    }

    @Test
    void versionsThatAreNotListedAreNotFed() {
        Copy<VersionId, CallableService> services = services();
        ServiceVersion pending =
                trade().publish(Manifests.manifest(trade().name(), "1.0.0"), ServiceStatus.PENDING_APPROVAL);
        stores().catalog().transition(pending.id(), ServiceStatus.ACTIVE, null);
        soon(() -> services.has(pending.id()));

        stores().catalog().transition(pending.id(), ServiceStatus.SUSPENDED, "trouble");
        soon(() -> !services.has(pending.id()));
    }

    @Test
    void theHighestCallableActiveVersionIsCurrent() {
        Copy<VersionId, CallableService> services = services();
        ServiceName name = trade().name();
        ServiceVersion one = trade().publish(
                        Manifests.manifest(
                                name,
                                "1.0.0",
                                Manifests.endpoint(new Endpoint.Authentication.None()),
                                Manifests.prices(1)),
                        ServiceStatus.ACTIVE);
        ServiceVersion two = trade().publish(Manifests.manifest(name, "2.0.0"), ServiceStatus.ACTIVE);
        soon(() -> services.has(two.id(), service -> !service.current()));
        assertThat(services.has(one.id(), CallableService::current)).isTrue();

        stores().catalog().storeCredential(two.service(), Endpoint.DEFAULT_CREDENTIAL, new Secret("sk-5"));
        soon(() ->
                services.has(two.id(), CallableService::current) && !services.has(one.id(), CallableService::current));

        stores().catalog().transition(two.id(), ServiceStatus.DEPRECATED, null);
        soon(() ->
                services.has(one.id(), CallableService::current) && !services.has(two.id(), CallableService::current));
    }

    @Test
    void subscriptionsAppearFollowTheirPlanAndVanish() {
        Copy<SubscriptionId, Subscription> subscriptions = subscriptions();
        Subscription subscription = trade().subscription(1000);
        soon(() -> subscriptions.has(subscription.id(), subscription::equals));

        Plan changed = new Plan(subscription.plan().id(), subscription.plan().name(), 7, 7, 7, 7);
        stores().quota().storePlan(changed);
        soon(() -> subscriptions.has(subscription.id(), one -> one.plan().equals(changed)));

        stores().quota().cancel(subscription.id(), now());
        soon(() -> !subscriptions.has(subscription.id()));
    }

    @Test
    void budgetsAppearChangeAndVanish() {
        Copy<OrganisationId, Budget> budgets = budgets();
        OrganisationId organisation = trade().organisation().id();
        for (long nanos : new long[] {100, 200}) {
            Budget budget = new Budget(organisation, new Money(nanos, "USD"));
            stores().quota().storeBudget(budget);
            soon(() -> budgets.has(organisation, budget::equals));
        }

        stores().quota().removeBudget(organisation);
        soon(() -> !budgets.has(organisation));
    }

    @Test
    void projectsAppearAndTheirLimitsChange() {
        Copy<ProjectId, Project> projects = follow(stores().feeds().projects(), new Copy<>(Project::id));
        Project project = Examples.project(trade().organisation().id(), Project.Limits.NONE);
        stores().projects().create(project);
        soon(() -> projects.has(project.id(), project::equals));

        Project limited = stores().projects().limit(project.id(), new Project.Limits(60, 1000, 5, null));
        soon(() -> projects.has(project.id(), limited::equals));
        stores().projects().archive(project.id(), Examples.now());
        soon(() -> !projects.has(project.id()));
    }

    @Test
    void verdictsAppearChangeAndVanishAndExpiredOnesAreNotThere() {
        Copy<VerdictId, Verdict> verdicts = follow(stores().feeds().verdicts(), new Copy<>(Verdict::id));
        OrganisationId organisation = trade().organisation().id();
        Verdict everybodys = Examples.verdict(null, new Subject.Everything(), null);
        Verdict expired = Examples.verdict(organisation, new Subject.Country("US"), now().minusSeconds(1));
        stores().governance().storeVerdict(everybodys);
        stores().governance().storeVerdict(expired);
        soon(() -> verdicts.has(everybodys.id(), everybodys::equals));
        assertThat(verdicts.has(expired.id())).isFalse();

        Verdict narrowed = Examples.verdict(everybodys.id(), organisation, new Subject.Model("llama-9"), null);
        stores().governance().storeVerdict(narrowed);
        soon(() -> verdicts.has(everybodys.id(), narrowed::equals));

        stores().governance().removeVerdict(narrowed.id());
        soon(() -> !verdicts.has(narrowed.id()));
    }

    @Test
    void whatAnOrganisationWantsOfItsCallsIsFed() {
        Copy<OrganisationId, ConsumptionRules> rules =
                follow(stores().feeds().rules(), new Copy<>(ConsumptionRules::organisation));
        OrganisationId organisation = trade().organisation().id();
        for (List<String> places : List.of(List.of("EU", "CH"), List.<String>of())) {
            ConsumptionRules stated =
                    new ConsumptionRules(organisation, Residency.of(places), Duration.ofSeconds(30), now());
            stores().governance().storeRules(stated);
            soon(() -> rules.has(organisation, stated::equals));
        }
    }

    @Test
    void aListenerThatFailsIsGivenEverythingAgain() {
        Copy<KeyId, ApiKey> keys = keys();
        keys.failOnce();
        ApiKey key = key();

        await().until(() -> keys.has(key.id(), key::equals));
    }

    @Test
    void whoHasStoppedFollowingHearsNothingMore() {
        Copy<KeyId, ApiKey> stopped = keys();
        followings.close();
        Copy<KeyId, ApiKey> following = keys();

        ApiKey key = key();
        soon(() -> following.has(key.id()));

        assertThat(stopped.has(key.id())).isFalse();
    }

    private static void soon(Callable<Boolean> condition) {
        await().atMost(PROMPT).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    private Copy<KeyId, ApiKey> keys() {
        return follow(stores().feeds().keys(), new Copy<>(ApiKey::id));
    }

    private Copy<VersionId, CallableService> services() {
        return follow(stores().feeds().services(), new Copy<>(CallableService::version));
    }

    private Copy<SubscriptionId, Subscription> subscriptions() {
        return follow(stores().feeds().subscriptions(), new Copy<>(Subscription::id));
    }

    private Copy<OrganisationId, Budget> budgets() {
        return follow(stores().feeds().budgets(), new Copy<>(Budget::organisation));
    }

    private <K, T> Copy<K, T> follow(Feed<K, T> feed, Copy<K, T> copy) {
        followings.add(feed.follow(copy));
        return copy;
    }

    private ApiKey key() {
        return trade().key(trade().organisation().id());
    }

    private Trade trade() {
        return new Trade(stores());
    }
}
