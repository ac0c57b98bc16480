package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.governance.Verdict.Effect;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Verdicts that were pushed, and where calls may go: nothing of a refused call reaches a provider. */
final class GovernanceTest {
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    private final TestBed bed = new TestBed();
    private final FakeProvider second = new FakeProvider(bed.vertx);

    @AfterEach
    void close() {
        second.close();
        bed.close();
    }

    private Verdict push(@Nullable OrganisationId consumer, Subject subject, Effect effect, @Nullable Instant until) {
        Verdict verdict = new Verdict(
                VerdictId.next(),
                consumer,
                subject,
                effect,
                new Verdict.Grounds("review-7", "It was not reviewed.", "Ask security."),
                until);
        bed.world.verdicts.put(verdict);
        return verdict;
    }

    private int status() {
        return bed.gateway.post(CHAT, ASK).statusCode();
    }

    @Test
    void aDeniedCallIsToldThePolicyTheReasonAndWhatToDo() {
        Verdict verdict = push(bed.world.consumer, new Subject.Service(bed.service.service()), Effect.DENY, null);

        HttpResponse<String> refused = bed.gateway.post(CHAT, ASK);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("\"code\":\"policy_denied\"", "'review-7'", "It was not reviewed.")
                .contains("\"next_step\":{\"action\":\"ask_for_exemption\",\"request\":\"GET /api/v1/verdicts\"")
                .contains("\"policy\":\"review-7\",\"remediation\":\"Ask security.\"");
        assertThat(bed.gateway.get("/v1/models").body()).doesNotContain("acme/chat");
        assertThat(bed.provider.received()).isEmpty();

        bed.world.verdicts.remove(verdict.id());
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void eachKindOfSubjectCanBeDeniedForEverybody() {
        for (Subject subject : List.of(
                new Subject.Service(bed.service.service()),
                new Subject.Provider(bed.service.provider()),
                new Subject.Everything())) {
            Verdict verdict = push(null, subject, Effect.DENY, FAR);
            assertThat(status()).as(subject.toString()).isEqualTo(403);
            bed.world.verdicts.remove(verdict.id());
        }
        bed.world.serve(bed.service, "llama-9");
        push(null, new Subject.Model("llama-9"), Effect.DENY, FAR);
        assertThat(status()).isEqualTo(403);
    }

    @Test
    void verdictsAboutOthersDoNotCountNorDoExpiredOnes() {
        push(OrganisationId.next(), new Subject.Everything(), Effect.DENY, null);
        push(bed.world.consumer, new Subject.Service(bed.service.service()), Effect.DENY, World.LONG_AGO);
        push(bed.world.consumer, new Subject.Provider(OrganisationId.next()), Effect.DENY, null);

        assertThat(status()).isEqualTo(200);
    }

    @Test
    void theNarrowerSubjectCountsThenTheOwnVerdictThenTheDenial() {
        push(null, new Subject.Everything(), Effect.DENY, null);
        push(null, new Subject.Provider(bed.service.provider()), Effect.ALLOW, null);
        assertThat(status()).isEqualTo(200);

        push(null, new Subject.Service(bed.service.service()), Effect.DENY, null);
        assertThat(status()).isEqualTo(403);

        push(bed.world.consumer, new Subject.Service(bed.service.service()), Effect.ALLOW, null);
        assertThat(status()).isEqualTo(200);

        push(bed.world.consumer, new Subject.Service(bed.service.service()), Effect.DENY, null);
        assertThat(status()).isEqualTo(403);
    }

    @Test
    void anExpiredVerdictDoesNotHideABroaderOne() {
        push(null, new Subject.Everything(), Effect.DENY, null);
        push(bed.world.consumer, new Subject.Service(bed.service.service()), Effect.ALLOW, World.LONG_AGO);

        assertThat(status()).isEqualTo(403);
    }

    private void publishInGermanyAndAmerica(int german, int american) {
        bed.world.services.remove(bed.service.version());
        bed.world.subscribe(
                bed.world.service(
                        "acme/chat",
                        World.DOLLAR,
                        List.of(
                                in("DE", "frankfurt", bed.provider.url(), german),
                                in("US", "virginia", second.url(), american))),
                World.AMPLE);
    }

    private static Endpoint in(@Nullable String country, String name, String url, int priority) {
        return new Endpoint(
                name,
                URI.create(url),
                Protocol.REST,
                Dialect.OPENAI,
                new Endpoint.Authentication.Bearer(),
                "upstream-model",
                null,
                country,
                Endpoint.DEFAULT_CREDENTIAL,
                priority,
                1);
    }

    private void mayGo(String... places) {
        bed.world.rules.put(
                new ConsumptionRules(bed.world.consumer, Residency.of(List.of(places)), Duration.ZERO, World.LONG_AGO));
    }

    @Test
    void callsGoOnlyWhereTheOrganisationAllows() {
        publishInGermanyAndAmerica(1, 0);
        mayGo("EU");

        assertThat(status()).isEqualTo(200);
        assertThat(bed.provider.received()).hasSize(1);
        assertThat(second.received()).isEmpty();
    }

    @Test
    void aFailureIsNotMadeGoodBeyondTheBorder() {
        publishInGermanyAndAmerica(0, 0);
        mayGo("DE");
        bed.provider.does((request, _) ->
                FakeProvider.json(request.response().setStatusCode(503), "{\"error\":{\"message\":\"down\"}}"));

        for (int i = 0; i < 8; i++) { // until the endpoint is left alone
            assertThat(status()).isEqualTo(503);
        }

        assertThat(second.received()).isEmpty();
        assertThat(bed.gateway.post(CHAT, ASK).body())
                .contains("\"code\":\"upstream_unavailable\"", "frankfurt")
                .doesNotContain("virginia");
    }

    @Test
    void aLateAnswerIsNotAskedForBeyondTheBorder() {
        CallableService hedged = bed.world.hedged(
                "acme/hedged",
                List.of(in("DE", "frankfurt", bed.provider.url(), 0), in("US", "virginia", second.url(), 0)));
        bed.world.subscribe(hedged, World.AMPLE);
        mayGo("DE");
        String ask = ASK.replace("acme/chat", "acme/hedged");
        for (int i = 0; i < 40; i++) {
            bed.gateway.post(CHAT, ask);
        }
        bed.provider.does((request, _) ->
                bed.vertx.setTimer(500, _ -> FakeProvider.json(request.response(), FakeProvider.chat("late", 1, 1))));

        assertThat(bed.gateway.post(CHAT, ask).body()).contains("late");
        assertThat(second.received()).isEmpty();
    }

    @Test
    void aServiceThatIsNotKnownToRunThereIsRefused() {
        mayGo("EU");

        HttpResponse<String> refused = bed.gateway.post(CHAT, ASK);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("\"code\":\"residency_denied\"", "may go to EU only")
                .contains("\"action\":\"widen_residency\"", "\"request\":\"PUT /api/v1/consumption\"");
    }

    @Test
    void aRequestMayNarrowWhereItGoesAndNeverWiden() {
        publishInGermanyAndAmerica(1, 0);
        assertThat(demanding("eu").statusCode()).isEqualTo(200);
        assertThat(second.received()).isEmpty();

        mayGo("US");
        assertThat(demanding("EU").body()).contains("\"code\":\"residency_denied\"");
        assertThat(demanding("EU, US").statusCode()).isEqualTo(200);
        assertThat(bed.provider.received()).hasSize(1);
        assertThat(demanding("Europe").body())
                .contains("\"code\":\"validation_failed\"", "\"param\":\"x-marketplace-residency\"");
        assertThat(demanding("").statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> demanding(String residency) {
        return bed.gateway.send(bed.gateway
                .request(CHAT)
                .header("x-marketplace-residency", residency)
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build());
    }

    @Test
    void aDeniedCountryIsGoneRound() {
        publishInGermanyAndAmerica(1, 0);
        push(null, new Subject.Country("US"), Effect.DENY, null);
        assertThat(status()).isEqualTo(200);
        assertThat(second.received()).isEmpty();

        push(bed.world.consumer, new Subject.Country("EU"), Effect.DENY, null);
        assertThat(bed.gateway.post(CHAT, ASK).body()).contains("\"code\":\"policy_denied\"");
    }

    @Test
    void aDryRunNamesAnEndpointToWhichTheCallMayGo() {
        publishInGermanyAndAmerica(1, 0);
        push(null, new Subject.Everything(), Effect.DENY, null);

        HttpResponse<String> rehearsed = bed.gateway.send(bed.gateway
                .request(CHAT)
                .header("x-marketplace-dry-run", "true")
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build());

        assertThat(rehearsed.body()).contains("\"verdict\":\"refused\"", "\"policy\":\"review-7\"");
    }
}
