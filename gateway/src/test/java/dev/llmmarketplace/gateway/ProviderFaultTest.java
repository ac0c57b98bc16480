package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import dev.llmmarketplace.gateway.forward.Upstreams;
import dev.llmmarketplace.gateway.route.AddressGuard;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain calls to providers that fail: a status and a message for the caller, an outcome and no cost in the ledger. */
final class ProviderFaultTest {
    private TestBed bed = new TestBed(settings -> settings.withUpstreams(new Upstreams.Settings(
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            10)));

    @AfterEach
    void close() {
        bed.close();
    }

    private void assertUnbilled(Outcome outcome, int upstreamStatus) {
        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.outcome()).isEqualTo(outcome);
        assertThat(record.upstreamStatus()).isEqualTo(upstreamStatus);
        assertThat(record.billed()).isEqualTo(Usage.NONE);
        assertThat(record.cost().nanos()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422, 429, 500, 503})
    void anErrorOfTheProviderIsHandedOn(int status) {
        String error = "{\"error\":{\"message\":\"no\",\"usage\":{\"prompt_tokens\":5}}}";
        bed.provider.does((request, _) ->
                FakeProvider.json(request.response().setStatusCode(status).putHeader("retry-after", "7"), error));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(error);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
        assertUnbilled(Outcome.UPSTREAM_ERROR, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403})
    void aRefusalOfOurCredentialIsNotTheCallersFault(int status) {
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response().setStatusCode(status), "{\"error\":{\"message\":\"bad key sk-1\"}}"));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("credential").doesNotContain("sk-1");
        assertUnbilled(Outcome.UPSTREAM_ERROR, status);
    }

    @Test
    void anErrorThatIsNoJsonBecomesOne() {
        bed.provider.does((request, _) -> request.response()
                .setStatusCode(502)
                .putHeader("content-type", "text/html")
                .end("<h1>Bad gateway</h1>"));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).startsWith("{\"error\":{");
    }

    @Test
    void redirectsAreNotFollowed() {
        bed.provider.does((request, _) -> request.response()
                .setStatusCode(307)
                .putHeader("location", "http://169.254.169.254/")
                .end());
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertUnbilled(Outcome.UPSTREAM_FAILED, 307);
    }

    @Test
    void aConnectionThatBreaksIsABadGateway() {
        bed.provider.does((request, _) -> request.connection().close());
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"upstream_failed\"");
        assertUnbilled(Outcome.UPSTREAM_FAILED, 0);
    }

    @Test
    void anAnswerThatBreaksOffIsABadGatewayAndCostsNothing() {
        bed.provider.does((request, _) -> request.response()
                .putHeader("content-type", "application/json")
                .putHeader("content-length", "500")
                .write("{\"choices\":[")
                .onSuccess(_ -> request.connection().close()));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertUnbilled(Outcome.UPSTREAM_FAILED, 200);
    }

    @Test
    void aProviderThatKeepsSilentIsAGatewayTimeout() {
        bed.provider.does((request, _) -> request.response()
                .putHeader("content-type", "application/json")
                .setChunked(true)
                .write("{"));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"upstream_timeout\"");
        assertUnbilled(Outcome.UPSTREAM_TIMEOUT, 200);
    }

    @Test
    void aProviderThatIsNotThereIsABadGateway() {
        bed.provider.close();
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertUnbilled(Outcome.UPSTREAM_FAILED, 0);
    }

    @Test
    void aProviderWithinTheOperatorsNetworkIsNotConnectedTo() {
        bed.close();
        bed = new TestBed(settings -> new GatewaySettings(
                settings.holder(),
                settings.journal(),
                false,
                AddressGuard.strict(),
                settings.upstreams(),
                settings.health(),
                settings.limits(),
                settings.tls(),
                settings.proxies()));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("not permitted");
        assertThat(bed.provider.received()).isEmpty();
    }

    @Test
    void aNameIsJudgedByTheAddressesBehindIt() {
        bed.world.subscribe(
                bed.world.service("acme/local", "http://localhost:" + bed.provider.port() + "/v1", World.DOLLAR),
                World.AMPLE);

        assertThat(bed.gateway
                        .post(CHAT, ASK.replace("acme/chat", "acme/local"))
                        .statusCode())
                .isEqualTo(200);
    }
}
