package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plain calls through a real server to a real provider. */
final class PlainCallTest {
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theAnswerPassesThroughAsItIs() {
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(FakeProvider.chat("Hello there", 10, 3));
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("x-marketplace-version")).hasValue("acme/chat@1.0.0");
        assertThat(answer.headers().firstValue("x-marketplace-cost")).hasValue("0.000013");
    }

    @Test
    void theRecordSaysHowManyBytesWereMoved() {
        bed.gateway.post(CHAT, ASK);

        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.traffic())
                .isEqualTo(new Traffic(
                        ASK.length(), FakeProvider.chat("Hello there", 10, 3).length()));
    }

    @Test
    void theProviderGetsItsOwnModelNameAndCredential() {
        bed.gateway.post(CHAT, ASK);

        FakeProvider.Received received = bed.provider.received().getFirst();
        assertThat(received.path()).isEqualTo("/v1/chat/completions");
        assertThat(received.body()).isEqualTo(ASK.replace("acme/chat", "upstream-model"));
        assertThat(received.headers().getAll("authorization")).containsExactly("Bearer provider-credential");
    }

    @Test
    void whatTheCallerSentForUsStaysHere() {
        bed.gateway.send(bed.gateway
                .request(CHAT)
                .header("x-api-key", bed.world.key)
                .header("cookie", "session=1")
                .header("x-forwarded-for", "10.0.0.1")
                .header("x-request-id", "my-id-1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build());

        var headers = bed.provider.received().getFirst().headers();
        assertThat(headers.names())
                .containsExactlyInAnyOrder(
                        "host",
                        "content-type",
                        "user-agent",
                        "authorization",
                        "accept",
                        "x-request-id",
                        "x-marketplace-call-id",
                        "traceparent",
                        "content-length");
        assertThat(headers.get("x-request-id")).isEqualTo("my-id-1");
    }

    @Test
    void whatTheProviderSentForItselfStaysThere() {
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response()
                        .putHeader("set-cookie", "a=b")
                        .putHeader("openai-organization", "secret")
                        .putHeader("x-ratelimit-limit-requests", "1")
                        .putHeader("openai-processing-ms", "12"),
                FakeProvider.chat("x", 1, 1)));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "openai-organization");
        assertThat(answer.headers().firstValue("openai-processing-ms")).hasValue("12");
        assertThat(answer.headers().firstValue("x-ratelimit-limit-requests")).hasValue("10000000");
    }

    @Test
    void theCallIsInTheLedgerWithWhatTheProviderReported() {
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.call().toString())
                .isEqualTo(answer.headers().firstValue("x-marketplace-call-id").orElseThrow());
        assertThat(record.billed()).isEqualTo(Usage.of(10, 3));
        assertThat(record.reported()).isEqualTo(Usage.of(10, 3));
        assertThat(record.cost().nanos()).isEqualTo(13_000);
        assertThat(record.flags()).isEmpty();
        assertThat(record.firstByteMicros()).isPositive().isLessThanOrEqualTo(record.durationMicros());
    }

    @Test
    void usageThatIsMissingIsEstimatedAndMarked() {
        bed.provider.does((request, _) ->
                FakeProvider.json(request.response(), "{\"choices\":[{\"message\":{\"content\":\"eight ch\"}}]}"));
        bed.gateway.post(CHAT, ASK);

        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.reported()).isNull();
        assertThat(record.billed()).isEqualTo(Usage.of(6, 2));
        assertThat(record.flags()).containsExactly(Flag.ESTIMATED);
    }

    @Test
    void usageThatCannotBeIsNotBilled() {
        bed.provider.does(
                (request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("eight ch", -5, 999_999_999)));
        bed.gateway.post(CHAT, ASK);

        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.billed()).isEqualTo(Usage.of(6, 2));
        assertThat(record.flags()).containsExactly(Flag.ABSURD_USAGE);
    }

    @Test
    void anAnswerTooLargeToHoldPassesThrough() {
        String content = "x".repeat(3_000_000);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat(content, 10, 3000)));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);

        assertThat(answer.body()).isEqualTo(FakeProvider.chat(content, 10, 3000));
        assertThat(bed.gateway.records(1).getFirst().billed()).isEqualTo(Usage.of(10, 3000));
    }

    @Test
    void aLargeRequestPassesThrough() {
        String ask = ASK.replace("Hello", "x".repeat(5_000_000));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ask);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bed.provider.received().getFirst().body()).isEqualTo(ask.replace("acme/chat", "upstream-model"));
    }

    @Test
    void embeddingsAreBilledByTheirPrompt() {
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response(),
                "{\"data\":[{\"embedding\":[0.1,0.2]}],\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}"));
        HttpResponse<String> answer =
                bed.gateway.post("/v1/embeddings", "{\"input\":\"to be embedded\",\"model\":\"acme/chat@1.0.0\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(bed.provider.received().getFirst().path()).isEqualTo("/v1/embeddings");
        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.route()).isEqualTo("embeddings");
        assertThat(record.billed()).isEqualTo(Usage.of(4, 0));
    }

    @Test
    void manyCallsReuseTheProvidersConnection() {
        for (int i = 0; i < 20; i++) {
            assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
        }

        assertThat(bed.provider.connections()).isEqualTo(1);
        assertThat(bed.gateway.records(20)).hasSize(20);
    }
}
