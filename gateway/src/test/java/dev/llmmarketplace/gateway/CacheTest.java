package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same request of the same organisation gets the same answer again; no other does. */
final class CacheTest {
    private final TestBed bed = new TestBed();

    @BeforeEach
    void wanted() {
        keepFor(bed.world.consumer, Duration.ofHours(1), World.LONG_AGO);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void keepFor(OrganisationId organisation, Duration time, Instant changedAt) {
        bed.world.rules.put(new ConsumptionRules(organisation, Residency.ANYWHERE, time, changedAt));
    }

    private static String verdict(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-marketplace-cache").orElse("none");
    }

    private String ask(String body) {
        return verdict(bed.gateway.post(CHAT, body));
    }

    private HttpResponse<String> askWith(String header, String value) {
        return bed.gateway.send(bed.gateway
                .request(CHAT)
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build());
    }

    @Test
    void aRepetitionGetsTheSameAnswerAndCostsNothing() {
        HttpResponse<String> first = bed.gateway.post(CHAT, ASK);
        HttpResponse<String> again = bed.gateway.post(CHAT, ASK);

        assertThat(verdict(first)).isEqualTo("miss");
        assertThat(verdict(again)).isEqualTo("hit");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("content-type"))
                .isEqualTo(first.headers().firstValue("content-type"));
        assertThat(again.headers().firstValue("age")).hasValue("0");
        assertThat(again.headers().firstValue("x-marketplace-cost")).hasValue("0");
        assertThat(again.headers().firstValue("x-marketplace-version")).hasValue("acme/chat@1.0.0");
        assertThat(again.headers().firstValue("x-ratelimit-remaining-requests")).isPresent();
        assertThat(bed.provider.received()).hasSize(1);

        UsageRecord record = bed.gateway.records(2).get(1);
        assertThat(record.call().toString())
                .isEqualTo(again.headers().firstValue("x-marketplace-call-id").orElseThrow());
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.flags()).containsExactly(UsageRecord.Flag.CACHED);
        assertThat(record.billed()).isEqualTo(Usage.NONE);
        assertThat(record.cost().nanos()).isZero();
        assertThat(record.attempts()).isZero();
        assertThat(bed.gateway.gateway().metrics().cacheHits()).isEqualTo(1);
        assertThat(bed.gateway.gateway().metrics().inFlight()).isZero();
    }

    @Test
    void aStreamIsGivenAgainAsAStream() {
        bed.provider.does((request, _) -> FakeProvider.events(request.response())
                .end(FakeProvider.chunk("fine") + FakeProvider.usageChunk(5, 1) + "data: [DONE]\n\n"));

        HttpResponse<String> first = bed.gateway.post(CHAT, ASK_STREAM);
        HttpResponse<String> again = bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(verdict(again)).isEqualTo("hit");
        assertThat(again.body())
                .isEqualTo(first.body())
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("total_tokens\":6");
        assertThat(again.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        assertThat(ask(ASK)).isEqualTo("miss");
    }

    @Test
    void whatIsNotWholeOrNotSuccessfulIsNotKept() {
        bed.provider.does(
                (request, _) -> FakeProvider.events(request.response()).end(FakeProvider.chunk("half")));
        bed.gateway.post(CHAT, ASK_STREAM);
        assertThat(ask(ASK_STREAM)).isEqualTo("miss");

        bed.provider.does((request, _) ->
                FakeProvider.json(request.response().setStatusCode(400), "{\"error\":{\"message\":\"no\"}}"));
        bed.gateway.post(CHAT, ASK);
        assertThat(ask(ASK)).isEqualTo("miss");

        String longAnswer = FakeProvider.chat("long ".repeat(300_000), 1, 1);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), longAnswer));
        bed.gateway.post(CHAT, ASK);
        assertThat(ask(ASK)).isEqualTo("miss");
    }

    @Test
    void anotherOrganisationNeverGetsIt() {
        OrganisationId other = OrganisationId.next();
        keepFor(other, Duration.ofHours(1), World.LONG_AGO);
        bed.world.subscriptions.put(new Subscription(
                SubscriptionId.next(), other, bed.service.service(), World.AMPLE, World.LONG_AGO, null));
        String othersKey = bed.world.keyOf(other).reveal();
        bed.gateway.post(CHAT, ASK);

        HttpResponse<String> answer = bed.gateway.send(
                HttpRequest.newBuilder(bed.gateway.request(CHAT).build().uri())
                        .header("authorization", "Bearer " + othersKey)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(ASK))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(verdict(answer)).isEqualTo("miss");
        assertThat(bed.provider.received()).hasSize(2);
        assertThat(ask(ASK)).isEqualTo("hit");
    }

    @Test
    void anotherByteIsAnotherRequest() {
        bed.gateway.post(CHAT, ASK);
        for (int at = 1; at < ASK.length(); at += 7) {
            String other = ASK.substring(0, at) + " " + ASK.substring(at);
            HttpResponse<String> answer = bed.gateway.post(CHAT, other);
            assertThat(verdict(answer)).as(other).isNotEqualTo("hit");
        }
        assertThat(ask(ASK)).isEqualTo("hit");
    }

    @Test
    void anotherVersionOfTheServiceIsAskedAnew() {
        bed.gateway.post(CHAT, ASK);
        CallableService of = bed.service;
        bed.world.services.remove(of.version());
        bed.world.services.put(new CallableService(
                VersionId.next(),
                of.service(),
                of.provider(),
                of.name(),
                of.number(),
                true,
                of.status(),
                of.category(),
                of.model(),
                of.doors(),
                of.priceVersion(),
                of.prices(),
                of.limits(),
                of.timeouts(),
                of.createdAt(),
                null));

        assertThat(ask(ASK)).isEqualTo("miss");
    }

    @Test
    void whoWantsNothingKeptHasNothingKept() {
        keepFor(bed.world.consumer, Duration.ZERO, World.LONG_AGO);
        bed.gateway.post(CHAT, ASK);
        assertThat(ask(ASK)).isEqualTo("none");
        assertThat(bed.gateway.gateway().cache().bytes()).isZero();

        bed.world.rules.remove(bed.world.consumer);
        assertThat(ask(ASK)).isEqualTo("none");
    }

    @Test
    void statingTheRulesAnewForgetsWhatWasKept() {
        bed.gateway.post(CHAT, ASK);
        keepFor(bed.world.consumer, Duration.ofHours(1), World.LONG_AGO.plusNanos(1000));

        assertThat(ask(ASK)).isEqualTo("miss");
        assertThat(ask(ASK)).isEqualTo("hit");
    }

    @Test
    void aCallerMayAskForAFreshAnswerOrForNone() {
        bed.gateway.post(CHAT, ASK);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("newer", 1, 1)));

        assertThat(verdict(askWith("cache-control", "no-store"))).isEqualTo("none");
        assertThat(bed.gateway.post(CHAT, ASK).body()).doesNotContain("newer");
        assertThat(verdict(askWith("Cache-Control", "No-Cache"))).isEqualTo("miss");
        HttpResponse<String> refreshed = bed.gateway.post(CHAT, ASK);
        assertThat(verdict(refreshed)).isEqualTo("hit");
        assertThat(refreshed.body()).contains("newer");
    }

    @Test
    void aHitPassesAllThatACallPasses() {
        bed.gateway.post(CHAT, ASK);

        bed.world.subscriptions.all().forEach(old -> bed.world.subscriptions.remove(old.id()));
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(403);
        bed.world.subscribe(bed.service, new Plan(PlanId.next(), "one", 1, 1, 0, 0));
        assertThat(ask(ASK)).isEqualTo("hit");
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(429);

        bed.world.revoke(bed.world.key);
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(401);
    }

    @Test
    void anIdempotentCallHasAnAnswerOfItsOwn() {
        bed.gateway.post(CHAT, ASK);

        assertThat(verdict(askWith("idempotency-key", "k1"))).isEqualTo("none");
        assertThat(bed.provider.received()).hasSize(2);
    }

    @Test
    void embeddingsAreKeptToo() {
        String path = "/v1/embeddings";
        String ask = "{\"model\":\"acme/chat\",\"input\":\"hello\"}";
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response(),
                "{\"object\":\"list\",\"data\":[],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"));
        bed.gateway.post(path, ask);

        assertThat(verdict(bed.gateway.post(path, ask))).isEqualTo("hit");
        assertThat(bed.provider.received()).hasSize(1);
    }
}
