package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.admit.TrustedProxies;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of a key, a service, a plan and an organisation hold at once, and each refusal names its limit. */
final class ScopeTest {
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private HttpResponse<String> ask(Secret key) {
        return ask(key, ASK);
    }

    private HttpResponse<String> ask(Secret key, String body) {
        HttpRequest request = bed.gateway
                .request(CHAT)
                .setHeader("authorization", "Bearer " + key.reveal())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return bed.gateway.sendLater(request).join();
    }

    private Secret key(ApiKey.Limits limits) {
        return bed.world.key(ApiKey.Scopes.ALL, limits, null);
    }

    private Secret key(Set<String> models, Set<AddressBlock> addresses) {
        return bed.world.key(new ApiKey.Scopes(Set.of(), Set.of(), models, addresses), null);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String nextStep) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"next_step\":{" + nextStep);
    }

    @Test
    void aKeysRequestsPerMinuteHoldBesideThePlan() {
        Secret limited = key(new ApiKey.Limits(2, 0, null));
        ask(limited);
        ask(limited);

        assertRefused(
                ask(limited),
                429,
                "\"action\":\"wait_or_raise_key_limit\",\"scope\":\"key\",\"limit\":\"requests_per_minute\","
                        + "\"request\":\"PUT /api/v1/keys/{id}/limits\"");
        assertThat(ask(key(ApiKey.Limits.NONE)).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeysTokensPerMinuteAreEstimatedBeforeAndSettledAfter() {
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("word", 600, 600)));
        Secret limited = key(new ApiKey.Limits(0, 1000, null));
        String modest = ASK.replace("\"messages\"", "\"max_tokens\":700,\"messages\"");

        assertThat(ask(limited, modest).statusCode()).isEqualTo(200);
        assertRefused(
                ask(limited, modest),
                429,
                "\"action\":\"wait_or_raise_key_limit\",\"scope\":\"key\",\"limit\":\"tokens_per_minute\"");
    }

    @Test
    void aCallThatUsesLessThanWasThoughtLeavesTheRestToOthers() {
        Secret limited = key(new ApiKey.Limits(0, 1000, null));
        String modest = ASK.replace("\"messages\"", "\"max_tokens\":900,\"messages\"");

        for (int i = 0; i < 5; i++) {
            assertThat(ask(limited, modest).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aKeysBudgetIsSpentWhileTheOrganisationsIsNot() {
        bed.world.budget(1_000_000_000L);
        Secret limited = key(new ApiKey.Limits(0, 0, new Money(1_500_000, "USD")));
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("word", 50, 50)));
        String ask = ASK.replace("\"messages\"", "\"max_tokens\":100,\"messages\"");
        int served = 0;
        HttpResponse<String> last = ask(limited, ask);
        while (last.statusCode() == 200) {
            served++;
            last = ask(limited, ask);
        }

        assertThat(served).isBetween(10, 15);
        assertRefused(last, 402, "\"action\":\"raise_key_budget\",\"scope\":\"key\",\"limit\":\"budget_per_month\"");
        assertThat(bed.gateway.post(CHAT, ask).statusCode()).isEqualTo(200);
    }

    @Test
    void theOrganisationsBudgetHoldsForAKeyThatHasMore() {
        bed.world.budget(1_000);
        Secret rich = key(new ApiKey.Limits(0, 0, new Money(1_000_000_000, "USD")));

        assertRefused(
                ask(rich),
                402,
                "\"action\":\"raise_budget\",\"scope\":\"organisation\",\"limit\":\"budget_per_month\","
                        + "\"request\":\"PUT /api/v1/budget\"");
    }

    @Test
    void aPlansTokensPerMinuteHold() {
        bed.world.subscriptions.all().forEach(old -> bed.world.subscriptions.remove(old.id()));
        bed.world.subscribe(bed.service, new Plan(PlanId.next(), "narrow", 100, 100, 0, 0, 1000));
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("word", 600, 600)));
        String modest = ASK.replace("\"messages\"", "\"max_tokens\":700,\"messages\"");

        HttpResponse<String> first = bed.gateway.post(CHAT, modest);
        assertThat(first.headers().firstValue("x-ratelimit-limit-tokens")).hasValue("1000");
        assertThat(first.headers().firstValue("ratelimit-policy"))
                .hasValue("\"requests\";q=100;w=1, \"tokens\";q=1000;w=60");
        assertRefused(
                bed.gateway.post(CHAT, modest),
                429,
                "\"action\":\"wait_or_change_plan\",\"scope\":\"subscription\",\"limit\":\"tokens_per_minute\"");
    }

    @Test
    void whatAProviderLetsAllCallersHaveIsShared() {
        CallableService of = bed.service;
        bed.world.services.put(new CallableService(
                of.version(),
                of.service(),
                of.provider(),
                of.name(),
                of.number(),
                of.current(),
                of.status(),
                of.category(),
                of.model(),
                of.doors(),
                of.priceVersion(),
                of.prices(),
                new Limits(128_000, 4096, 3, 0, 0),
                of.timeouts(),
                of.createdAt(),
                null));
        for (int i = 0; i < 3; i++) {
            assertThat(ask(key(ApiKey.Limits.NONE)).statusCode()).isEqualTo(200);
        }

        assertRefused(
                ask(key(ApiKey.Limits.NONE)),
                429,
                "\"action\":\"wait_or_ask_provider\",\"scope\":\"service\",\"limit\":\"requests_per_minute\"");
    }

    @Test
    void aKeyNamesOnlyTheModelsOfItsScope() {
        assertThat(ask(key(Set.of("acme/chat"), Set.of())).statusCode()).isEqualTo(200);
        assertThat(ask(key(Set.of("acme/*"), Set.of())).statusCode()).isEqualTo(200);
        assertThat(ask(key(Set.of("acme/chat@1.0.0"), Set.of())).statusCode()).isEqualTo(200);
        assertRefused(ask(key(Set.of("acme/chat@2.0.0", "other/*"), Set.of())), 403, "\"action\":\"use_another_key\"");
    }

    @Test
    void aKeyIsUsedOnlyFromItsAddresses() {
        AddressBlock here = AddressBlock.parse("127.0.0.0/8");
        AddressBlock elsewhere = AddressBlock.parse("203.0.113.0/24");

        assertThat(ask(key(Set.of(), Set.of(here, elsewhere))).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = ask(key(Set.of(), Set.of(elsewhere)));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("may not be used from 127.0.0.1");
    }

    @Test
    void behindATrustedProxyTheCallersAddressCounts() {
        TrustedProxies here = new TrustedProxies(List.of(AddressBlock.parse("127.0.0.0/8")));
        try (TestBed behind = new TestBed(settings -> settings.withProxies(here))) {
            ApiKey.Scopes office =
                    new ApiKey.Scopes(Set.of(), Set.of(), Set.of(), Set.of(AddressBlock.parse("203.0.113.0/24")));
            String key = behind.world.key(office, null).reveal();

            assertThat(forwardedFor(behind, key, "203.0.113.7")).isEqualTo(200);
            assertThat(forwardedFor(behind, key, "203.0.113.7, 198.51.100.1")).isEqualTo(403);
        }
    }

    private static int forwardedFor(TestBed behind, String key, String hops) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + behind.gateway.port() + TestBed.CHAT))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .header("x-forwarded-for", hops)
                .POST(HttpRequest.BodyPublishers.ofString(TestBed.ASK))
                .build();
        return behind.gateway.send(request).statusCode();
    }

    @Test
    void afterARotationBothSecretsOpenUntilTheOldOnesTime() {
        ApiKey key = bed.world.keys.all().getFirst();
        Secret next = bed.world.hasher.generate();
        Instant now = Instant.ofEpochMilli(Time.currentMillis());
        bed.world.keys.put(rotated(key, next, now.plus(Duration.ofHours(1))));
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
        assertThat(ask(next).statusCode()).isEqualTo(200);

        bed.world.keys.put(rotated(key, next, now.minusSeconds(1)));
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(401);
        assertThat(ask(next).statusCode()).isEqualTo(200);

        bed.world.keys.remove(key.id());
        assertThat(ask(next).statusCode()).isEqualTo(401);
    }

    private ApiKey rotated(ApiKey key, Secret next, Instant oldUntil) {
        return new ApiKey(
                key.id(),
                key.organisation(),
                key.project(),
                key.name(),
                key.prefix(),
                bed.world.hasher.digest(next.reveal()),
                key.scopes(),
                key.limits(),
                key.createdAt(),
                null,
                null,
                null,
                new ApiKey.Retiring(key.digest(), oldUntil));
    }
}
