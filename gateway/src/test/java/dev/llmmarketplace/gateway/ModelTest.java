package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who names a model gets a service that serves it. */
final class ModelTest {
    private static final String MODEL = ASK.replace("acme/chat", "model:llama-9");
    private static final Plan ONCE = new Plan(PlanId.next(), "once", 1, 1, 0, 0);

    private final TestBed bed = new TestBed();
    private final FakeProvider second = new FakeProvider(bed.vertx);
    private final CallableService cheap =
            serving("acme/cheap", bed.provider.url(), Rates.perMillionTokens(1_000_000, 1_000_000));
    private final CallableService dear =
            serving("other/dear", second.url(), Rates.perMillionTokens(5_000_000_000L, 5_000_000_000L));

    private CallableService serving(String name, String url, Rates rates) {
        return bed.world.serve(bed.world.service(name, url, rates), "llama-9");
    }

    @BeforeEach
    void subscribed() {
        bed.world.subscribe(cheap, World.AMPLE);
        bed.world.subscribe(dear, World.AMPLE);
    }

    @AfterEach
    void close() {
        second.close();
        bed.close();
    }

    private static String version(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-marketplace-version").orElse(answer.body());
    }

    @Test
    void theCheapestServiceAnswersAndIsBilled() {
        assertThat(version(bed.gateway.post(CHAT, MODEL))).isEqualTo("acme/cheap@1.0.0");

        assertThat(bed.provider.received().getFirst().body()).contains("\"model\":\"upstream-model\"");
        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.parties().service()).isEqualTo(cheap.service());
        assertThat(record.priceVersion()).isEqualTo(cheap.priceVersion());
    }

    @Test
    void aServiceWhoseEndpointsAreLeftAloneComesLast() {
        bed.provider.does((request, _) ->
                FakeProvider.json(request.response().setStatusCode(503), "{\"error\":{\"message\":\"down\"}}"));

        await().until(() -> bed.gateway.post(CHAT, MODEL).statusCode() == 200);

        assertThat(version(bed.gateway.post(CHAT, MODEL))).isEqualTo("other/dear@1.0.0");
    }

    @Test
    void whereOnesRateIsSpentTheNextIsAskedAndTheFirstRefusalIsTold() {
        bed.world.subscriptions.all().forEach(old -> bed.world.subscriptions.remove(old.id()));
        bed.world.subscribe(cheap, ONCE);
        bed.world.subscribe(dear, ONCE);

        assertThat(version(bed.gateway.post(CHAT, MODEL))).isEqualTo("acme/cheap@1.0.0");
        assertThat(version(bed.gateway.post(CHAT, MODEL))).isEqualTo("other/dear@1.0.0");
        assertThat(bed.gateway.post(CHAT, MODEL).statusCode()).isEqualTo(429);
    }

    private static void failing(FakeProvider provider) {
        provider.does((request, _) ->
                FakeProvider.json(request.response().setStatusCode(503), "{\"error\":{\"message\":\"down\"}}"));
    }

    @Test
    void whereTheFirstServiceFailsTheNextIsAskedAndAloneIsBilled() {
        bed.world.budget(1_000_000_000);
        failing(bed.provider);

        HttpResponse<String> answer = bed.gateway.post(CHAT, MODEL);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("x-marketplace-version")).containsExactly("other/dear@1.0.0");
        assertThat(answer.headers().firstValue("x-marketplace-attempts")).contains("1");
        UsageRecord lost = bed.gateway.records(2).getFirst();
        UsageRecord won = bed.gateway.records(2).getLast();
        assertThat(lost.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(lost.parties().service()).isEqualTo(cheap.service());
        assertThat(lost.upstreamStatus()).isEqualTo(503);
        assertThat(lost.cost().nanos()).isZero();
        assertThat(won.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(won.priceVersion()).isEqualTo(dear.priceVersion());
        assertThat(won.cost().nanos()).isPositive();
        assertThat(won.call()).isNotEqualTo(lost.call());
        assertThat(answer.headers().allValues("x-marketplace-call-id"))
                .containsExactly(won.call().toString());
        assertThat(won.requestId()).isEqualTo(lost.requestId());
        assertThat(second.received().getFirst().headers().get("x-marketplace-call-id"))
                .isEqualTo(won.call().toString());
        bed.gateway.close();
        assertThat(bed.world.allowance.gone(
                        Account.money(bed.world.consumer, Instant.ofEpochMilli(Time.currentMillis()))))
                .isEqualTo(won.cost().nanos());
    }

    @Test
    void aServiceThatIsNotReachedIsReplacedInAStreamToo() {
        bed.world.services.remove(cheap.version());
        bed.world.subscribe(
                serving("acme/gone", "http://127.0.0.1:1/v1", Rates.perMillionTokens(1_000, 1_000)), World.AMPLE);
        second.does((request, _) -> FakeProvider.events(request.response())
                .end(FakeProvider.chunk("hi") + FakeProvider.usageChunk(3, 1) + "data: [DONE]\n\n"));

        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_STREAM.replace("acme/chat", "model:llama-9"));

        assertThat(version(answer)).isEqualTo("other/dear@1.0.0");
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void whereAllServicesFailTheLastFailureIsTold() {
        failing(bed.provider);
        second.does((request, _) -> request.response().setStatusCode(429).end());
        HttpResponse<String> answer = bed.gateway.post(CHAT, MODEL);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("\"code\":\"upstream_failed\"", "status 429");
        assertThat(bed.gateway.records(2)).allMatch(record -> record.cost().nanos() == 0);
    }

    @Test
    void anAnswerThatIsNotSafelyAskedForAgainStays() {
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response().setStatusCode(400), "{\"error\":{\"message\":\"no such thing\"}}"));

        assertThat(bed.gateway.post(CHAT, MODEL).statusCode()).isEqualTo(400);
        assertThat(second.received()).isEmpty();
    }

    @Test
    void whoNamesAServiceGetsNoOther() {
        failing(bed.provider);

        assertThat(bed.gateway
                        .post(CHAT, ASK.replace("acme/chat", "acme/cheap"))
                        .statusCode())
                .isEqualTo(503);
        assertThat(second.received()).isEmpty();
    }

    @Test
    void theModelsThatCanBeNamedAreListed() {
        bed.world.subscribe(bed.world.listing("acme/listing"), World.AMPLE);

        assertThat(bed.gateway.get("/v1/models").body())
                .contains("{\"id\":\"model:llama-9\",\"object\":\"model\"", "\"id\":\"other/dear\"")
                .containsOnlyOnce("model:");
        assertThat(bed.gateway.get("/v1/models/model:llama-9").body()).contains("\"id\":\"model:llama-9\"");
        assertThat(bed.gateway.get("/v1/models/model:llama-10").statusCode()).isEqualTo(404);

        bed.world.subscriptions.all().forEach(old -> bed.world.subscriptions.remove(old.id()));
        assertThat(bed.gateway.get("/v1/models").body()).doesNotContain("model:");
    }

    @Test
    void aDeniedServiceIsPassedOver() {
        bed.world.verdicts.put(new Verdict(
                VerdictId.next(),
                null,
                new Subject.Service(cheap.service()),
                Verdict.Effect.DENY,
                new Verdict.Grounds("review", "It was not reviewed.", null),
                null));

        assertThat(version(bed.gateway.post(CHAT, MODEL))).isEqualTo("other/dear@1.0.0");
    }

    @Test
    void aKeyReachesNoMoreByTheModelThanByTheService() {
        String narrow = bed.world
                .key(new ApiKey.Scopes(Set.of(dear.service()), Set.of()), null)
                .reveal();
        HttpRequest request = HttpRequest.newBuilder(
                        bed.gateway.request(CHAT).build().uri())
                .header("authorization", "Bearer " + narrow)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(MODEL))
                .build();

        assertThat(version(bed.gateway.send(request))).isEqualTo("other/dear@1.0.0");
    }

    @Test
    void aModelThatIsNotServedOrNotSubscribedToIsRefused() {
        assertThat(bed.gateway.post(CHAT, MODEL.replace("llama-9", "llama-10")).body())
                .contains("\"code\":\"model_not_found\"");

        bed.world.subscriptions.all().forEach(old -> bed.world.subscriptions.remove(old.id()));
        HttpResponse<String> refused = bed.gateway.post(CHAT, MODEL);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":\"not_subscribed\"", "\"action\":\"subscribe\"");
    }
}
