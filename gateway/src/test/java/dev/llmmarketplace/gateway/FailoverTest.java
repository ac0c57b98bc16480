package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails at one endpoint is sent once more, where that is safe, and is one call in the ledger. */
final class FailoverTest {
    private static final String PAIR = ASK.replace("acme/chat", "acme/pair");
    private static final String PAIR_STREAM = ASK_STREAM.replace("acme/chat", "acme/pair");

    private final TestBed bed = new TestBed();
    private final FakeProvider first = bed.provider;
    private final FakeProvider second = new FakeProvider(bed.vertx);

    @BeforeEach
    void publishAPair() {
        bed.world.subscribe(
                bed.world.service(
                        "acme/pair",
                        World.DOLLAR,
                        List.of(
                                World.endpoint("spare", second.url(), 1, 1),
                                World.endpoint("main", first.url(), 0, 1))),
                World.AMPLE);
    }

    @AfterEach
    void close() {
        second.close();
        bed.close();
    }

    private UsageRecord onlyRecord() {
        assertThat(bed.gateway.records(1)).hasSize(1);
        return bed.world.sink.records().getFirst();
    }

    private static void answers(FakeProvider provider, int status) {
        provider.does((request, _) -> FakeProvider.json(
                request.response().setStatusCode(status), "{\"error\":{\"message\":\"from " + status + "\"}}"));
    }

    @Test
    void theLowestPriorityNumberIsAskedFirst() {
        HttpResponse<String> answer = bed.gateway.post(CHAT, PAIR);

        assertThat(answer.headers().firstValue("x-marketplace-attempts")).hasValue("1");
        assertThat(first.received()).hasSize(1);
        assertThat(second.received()).isEmpty();
        assertThat(onlyRecord().attempts()).isEqualTo(1);
    }

    @Test
    void callersMayAskToComeBackToTheSameEndpoint() {
        bed.world.subscribe(
                bed.world.service(
                        "acme/twins",
                        World.DOLLAR,
                        List.of(World.endpoint("a", first.url(), 0, 1), World.endpoint("b", second.url(), 0, 1))),
                World.AMPLE);
        for (int i = 0; i < 12; i++) {
            bed.gateway.send(bed.gateway
                    .request(CHAT)
                    .header("x-marketplace-affinity", "conversation-7")
                    .POST(HttpRequest.BodyPublishers.ofString(ASK.replace("acme/chat", "acme/twins")))
                    .build());
        }

        assertThat(List.of(first.received().size(), second.received().size())).containsExactlyInAnyOrder(0, 12);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 529})
    void anErrorOfOneEndpointIsMadeGoodByAnother(int status) {
        answers(first, status);

        HttpResponse<String> answer = bed.gateway.post(CHAT, PAIR);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-marketplace-attempts")).hasValue("2");
        assertThat(second.received().getFirst().body())
                .isEqualTo(first.received().getFirst().body());
        assertThat(second.received().getFirst().headers().get("x-marketplace-attempt"))
                .isEqualTo("2");
        UsageRecord record = onlyRecord();
        assertThat(record.attempts()).isEqualTo(2);
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.upstreamStatus()).isEqualTo(200);
        assertThat(record.billed().totalTokens()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 422, 501})
    void aRefusalOfTheRequestIsNotRepeated(int status) {
        answers(first, status);

        bed.gateway.post(CHAT, PAIR);

        assertThat(second.received()).isEmpty();
        assertThat(onlyRecord().attempts()).isEqualTo(1);
    }

    @Test
    void anEndpointThatIsGoneOrHangsUpIsReplaced() {
        first.does((request, _) -> request.connection().close());
        assertThat(bed.gateway.post(CHAT, PAIR).statusCode()).isEqualTo(200);

        first.close();
        assertThat(bed.gateway.post(CHAT, PAIR).statusCode()).isEqualTo(200);
        assertThat(second.received()).hasSize(2);
    }

    @Test
    void aLongBodyIsKeptForTheNextTry() {
        answers(first, 503);
        String question = "why? ".repeat(200_000);

        HttpResponse<String> answer = bed.gateway.post(CHAT, PAIR.replace("Hello", question));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(second.received().getFirst().body()).contains(question);
    }

    @Test
    void aSingleEndpointIsAskedThreeTimesAtTheMost() {
        answers(first, 502);

        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("from 502");
        assertThat(first.received()).hasSize(3);
        UsageRecord record = onlyRecord();
        assertThat(record.attempts()).isEqualTo(3);
        assertThat(record.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(record.cost().nanos()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"429, , 1", "429, 0, 2", "503, 1, 2", "503, 600, 1", "503, 'Wed, 21 Oct 2026 07:28:00 GMT', 1"})
    void anEndpointIsLeftAloneForAsLongAsItAsks(int status, String retryAfter, int requests) {
        AtomicInteger asked = new AtomicInteger();
        first.does((request, _) -> {
            if (asked.getAndIncrement() > 0) {
                FakeProvider.json(request.response(), FakeProvider.chat("at last", 1, 1));
            } else {
                request.response().setStatusCode(status);
                if (retryAfter != null) {
                    request.response().putHeader("retry-after", retryAfter);
                }
                FakeProvider.json(request.response(), "{\"error\":{\"message\":\"later\"}}");
            }
        });

        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(requests == 1 ? status : 200);
        assertThat(first.received()).hasSize(requests);
    }

    @Test
    void aStreamThatFailsBeforeItsFirstEventIsReplaced() {
        first.does((request, _) -> FakeProvider.events(request.response())
                .write(": thinking\n\n")
                .onSuccess(_ -> request.connection().close()));
        second.does((request, _) -> FakeProvider.events(request.response())
                .end(FakeProvider.chunk("fine") + FakeProvider.usageChunk(5, 1) + "data: [DONE]\n\n"));

        HttpResponse<String> answer = bed.gateway.post(CHAT, PAIR_STREAM);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("fine").endsWith("data: [DONE]\n\n").doesNotContain("thinking");
        UsageRecord record = onlyRecord();
        assertThat(record.attempts()).isEqualTo(2);
        assertThat(record.billed().totalTokens()).isEqualTo(6);
    }

    @Test
    void aStreamThatBreaksAfterItsFirstEventIsNotBegunAgain() {
        first.does((request, _) -> FakeProvider.events(request.response())
                .write(FakeProvider.chunk("half"))
                .onSuccess(_ -> request.connection().close()));

        HttpResponse<String> answer = bed.gateway.post(CHAT, PAIR_STREAM);

        assertThat(answer.body()).contains("half").contains("\"error\"").doesNotContain("[DONE]");
        assertThat(second.received()).isEmpty();
        assertThat(onlyRecord().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void nothingIsSentAgainForACallerWhoHasGone() {
        first.does((request, _) -> request.response()
                .setStatusCode(503)
                .putHeader("retry-after", "2")
                .end());
        try (RawClient caller = bed.gateway.connect()) {
            caller.post(CHAT, bed.world.key, ASK);
            await().until(() -> first.received().size() == 1);
        }

        assertThat(onlyRecord().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(first.received()).hasSize(1);
    }
}
