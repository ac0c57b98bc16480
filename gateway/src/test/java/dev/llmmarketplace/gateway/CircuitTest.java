package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import dev.llmmarketplace.gateway.route.EndpointHealth;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints that keep failing are left alone, and found again when they are back. */
final class CircuitTest {
    private static final String BUSY =
            "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":null}}";

    /** Only a probe ends the time within the patience of a test. */
    private final TestBed bed = new TestBed(settings -> settings.withHealth(new EndpointHealth.Settings(
            3, 1000, 50, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(10))));

    private final FakeProvider spare = new FakeProvider(bed.vertx);

    @AfterEach
    void close() {
        spare.close();
        bed.close();
    }

    private void breakDown() {
        bed.provider.does((request, _) ->
                FakeProvider.json(request.response().setStatusCode(503).putHeader("retry-after", "60"), BUSY));
    }

    private void recover() {
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("back", 1, 1)));
    }

    private void openTheCircuit(String ask) {
        for (int i = 0; i < 3; i++) {
            bed.gateway.post(CHAT, ask);
        }
    }

    @Test
    void anOpenCircuitRefusesAtOnceAndSaysWhichAndUntilWhen() {
        breakDown();
        openTheCircuit(ASK);
        int asked = bed.provider.received().size();

        HttpResponse<String> refusal = bed.gateway.post(CHAT, ASK);

        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.body())
                .contains("upstream_unavailable")
                .contains("acme/chat@1.0.0")
                .contains("endpoint-1");
        assertThat(refusal.headers().firstValueAsLong("retry-after").orElseThrow())
                .isPositive();
        assertThat(chats()).isEqualTo(asked);
        GatewayMetrics metrics = bed.gateway.gateway().metrics();
        assertThat(metrics.refusals(ErrorCode.UPSTREAM_UNAVAILABLE)).isEqualTo(1);
        assertThat(bed.gateway.gateway().ejected().times()).isEqualTo(1);
        assertThat(bed.gateway.records(3)).hasSize(3);
    }

    @Test
    void aProbeThatIsAnsweredLetsTheNextCallTryAndItsSuccessClosesTheCircuit() {
        breakDown();
        openTheCircuit(ASK);
        recover();

        await().until(() -> bed.gateway.post(CHAT, ASK).statusCode() == 200);

        assertThat(bed.provider.received()).anyMatch(received -> received.path().equals("/v1/models"));
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
        await().until(() -> bed.gateway.gateway().ejected().present().isEmpty());
    }

    @Test
    void endpointsThatWorkAreNotProbed() {
        bed.gateway.post(CHAT, ASK);
        breakDown();
        openTheCircuit(ASK);
        await().until(() -> bed.provider.received().stream()
                .anyMatch(received -> received.path().equals("/v1/models")));

        assertThat(spare.received()).isEmpty();
    }

    @Test
    void anEndpointThatIsOutIsPassedOver() {
        String pair = ASK.replace("acme/chat", "acme/pair");
        bed.world.subscribe(
                bed.world.service(
                        "acme/pair",
                        World.DOLLAR,
                        List.of(
                                World.endpoint("main", bed.provider.url(), 0, 1),
                                World.endpoint("spare", spare.url(), 1, 1))),
                World.AMPLE);
        breakDown();
        openTheCircuit(pair);

        HttpResponse<String> answer = bed.gateway.post(CHAT, pair);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-marketplace-attempts")).hasValue("1");
    }

    private long chats() {
        return bed.provider.received().stream()
                .filter(received -> received.path().endsWith("completions"))
                .count();
    }
}
