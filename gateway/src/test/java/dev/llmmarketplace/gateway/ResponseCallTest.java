package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.FakeProvider.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/responses}. */
final class ResponseCallTest {
    private static final String PATH = "/v1/responses";
    private static final String ASK = "{\"model\":\"acme/chat\",\"input\":\"Hello\",\"store\":false}";
    private static final String ASK_STREAM = "{\"stream\":true," + ASK.substring(1);
    private static final String USAGE = """
            {"input_tokens":36,"input_tokens_details":{"cached_tokens":6},"output_tokens":87,\
            "output_tokens_details":{"reasoning_tokens":80},"total_tokens":123}""";
    private static final String CREATED = """
            event: response.created
            data: {"type":"response.created","sequence_number":0,"response":{"status":"in_progress","usage":null}}

            """;
    private static final String DELTA = """
            event: response.output_text.delta
            data: {"type":"response.output_text.delta","sequence_number":1,"delta":"Hello you"}

            """;

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    private static String completed(String usage) {
        return "event: response.completed\ndata: {\"type\":\"response.completed\",\"sequence_number\":2,"
                + "\"response\":{\"status\":\"completed\",\"error\":null,\"usage\":" + usage + "}}\n\n";
    }

    private void streams(String events) {
        bed.provider.does((request, _) -> events(request.response()).end(events));
    }

    @Test
    void theAnswerPassesThroughAndIsMetered() {
        String answer = """
                {"object":"response","status":"completed","error":null,"output":[{"type":"message","content":\
                [{"type":"output_text","text":"Hello there"}]}],"usage":%s}""".formatted(USAGE);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), answer));

        assertThat(bed.gateway.post(PATH, ASK).body()).isEqualTo(answer);
        assertThat(bed.provider.received().getFirst().path()).isEqualTo("/v1/responses");
        assertThat(bed.provider.received().getFirst().body()).isEqualTo(ASK.replace("acme/chat", "upstream-model"));
        assertThat(record().route()).isEqualTo("responses");
        assertThat(record().billed()).isEqualTo(new Usage(30, 6, 0, 0, 7, 80, 0, 0, 0));
        assertThat(record().flags()).isEmpty();
    }

    @Test
    void aStreamPassesWholeAndItsLastEventIsMetered() {
        streams(CREATED + DELTA + completed(USAGE));
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK_STREAM);

        assertThat(answer.body()).isEqualTo(CREATED + DELTA + completed(USAGE));
        assertThat(bed.provider.received().getFirst().body()).doesNotContain("stream_options");
        assertThat(record().billed()).isEqualTo(new Usage(30, 6, 0, 0, 7, 80, 0, 0, 0));
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aStreamThatNeverSaysItIsCompleteEndsWithATypedError() {
        streams(CREATED + DELTA);
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK_STREAM);

        assertThat(answer.body())
                .startsWith(CREATED + DELTA + "event: error\ndata: {\"type\":\"error\"")
                .contains("\"code\":\"upstream_failed\"");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
        assertThat(record().flags()).containsExactly(UsageRecord.Flag.ESTIMATED);
    }

    @Test
    void aResponseThatFailsOnTheWayIsRecordedAsFailed() {
        String failed = "event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":"
                + "{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"x\"},\"usage\":null}}\n\n";
        streams(CREATED + DELTA + failed);

        assertThat(bed.gateway.post(PATH, ASK_STREAM).body()).isEqualTo(CREATED + DELTA + failed);
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void theBoundOfTheAnswerIsSetByItsOwnName() {
        bed.world.budget(2_000_000);
        streams(CREATED + DELTA + completed(USAGE));
        bed.gateway.post(PATH, ASK_STREAM.replace("\"store\"", "\"max_output_tokens\":50000,\"store\""));
        bed.gateway.post(PATH, ASK);

        assertThat(bed.provider.received().getFirst().body())
                .doesNotContain("50000")
                .contains("\"max_output_tokens\":");
        assertThat(bed.provider.received().getLast().body()).startsWith("{\"max_output_tokens\":");
    }

    @Test
    void aPromptThatTheProviderRemembersIsBelieved() {
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response(),
                "{\"usage\":" + USAGE.replace("\"input_tokens\":36", "\"input_tokens\":90000") + "}"));
        bed.gateway.post(PATH, ASK.replace("\"store\"", "\"previous_response_id\":\"resp_1\",\"store\""));

        assertThat(record().billed().promptTokens()).isEqualTo(90_000);
        assertThat(record().flags()).doesNotContain(UsageRecord.Flag.ABSURD_USAGE);
    }

    @Test
    void anAnswerInTheBackgroundIsRefused() {
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK.replace("\"store\"", "\"background\":true,\"store\""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\":\"background\"").contains("cannot be metered");
        assertThat(bed.provider.received()).isEmpty();
    }
}
