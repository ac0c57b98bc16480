package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.message;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.start;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.stream;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.textDelta;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.usage;
import static dev.llmmarketplace.gateway.fake.FakeProvider.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.TestBed;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/messages} to a provider that speaks Anthropic's dialect. */
final class MessageCallTest {
    private static final String PATH = "/v1/messages";
    private static final String ASK = """
            {"model":"acme/chat","max_tokens":100,"system":"Be kind.",\
            "messages":[{"role":"user","content":"Hello, who are you?"}]}""";
    private static final String ASK_STREAM = "{\"stream\":true," + ASK.substring(1);
    private static final String CACHE = """
            {"input_tokens":10,"cache_creation_input_tokens":30,"cache_read_input_tokens":200,\
            "cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":10},"output_tokens":1}""";

    private final TestBed bed = new TestBed(Dialect.ANTHROPIC);

    @AfterEach
    void close() {
        bed.close();
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    private void answers(String json) {
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), json));
    }

    private void streams(String events) {
        bed.provider.does((request, _) -> events(request.response()).end(events));
    }

    private HttpResponse<String> post(String body, String... headers) {
        return bed.gateway.send(
                HttpRequest.newBuilder(bed.gateway.request(PATH).build().uri())
                        .header("x-api-key", bed.world.key)
                        .header("content-type", "application/json")
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void theAnswerPassesThroughAndIsMetered() {
        answers(message("Hello there", usage(12, 3)));
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK);

        assertThat(answer.body()).isEqualTo(message("Hello there", usage(12, 3)));
        assertThat(bed.provider.received().getFirst().path()).isEqualTo("/v1/messages");
        assertThat(bed.provider.received().getFirst().body()).isEqualTo(ASK.replace("acme/chat", "upstream-model"));
        assertThat(record().route()).isEqualTo("messages");
        assertThat(record().billed()).isEqualTo(Usage.of(12, 3));
        assertThat(record().flags()).isEmpty();
    }

    @Test
    void theProviderGetsItsKeyAndTheCallersVersionOfTheDialect() {
        answers(message("x", usage(1, 1)));
        post(ASK, "anthropic-version", "2024-01-01", "anthropic-beta", "tools-2024, files-2025");

        var headers = bed.provider.received().getFirst().headers();
        assertThat(headers.get("x-api-key")).isEqualTo("provider-credential");
        assertThat(headers.contains("authorization")).isFalse();
        assertThat(headers.get("anthropic-version")).isEqualTo("2024-01-01");
        assertThat(headers.get("anthropic-beta")).isEqualTo("tools-2024,files-2025");
    }

    @Test
    void whoNamesNoVersionGetsTheUsualOne() {
        answers(message("x", usage(1, 1)));
        post(ASK, "accept", "*/*");

        assertThat(bed.provider.received().getFirst().headers().get("anthropic-version"))
                .isEqualTo("2023-06-01");
    }

    @Test
    void limitsAndIdentifierHaveTheirHeadersInThisDialect() {
        answers(message("x", usage(1, 1)));
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK);

        assertThat(answer.headers().firstValue("request-id"))
                .isEqualTo(answer.headers().firstValue("x-request-id"))
                .isPresent();
        assertThat(answer.headers().firstValue("anthropic-ratelimit-requests-limit"))
                .hasValue("10000000");
        assertThat(answer.headers()
                        .firstValue("anthropic-ratelimit-requests-reset")
                        .orElseThrow())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(answer.headers().map())
                .doesNotContainKey("x-ratelimit-limit-requests")
                .containsKey("ratelimit");
    }

    @Test
    void aStreamPassesAndItsLastFiguresCount() {
        String events = stream(CACHE, "{\"output_tokens\":7}", "Hello", " you");
        streams(events);
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK_STREAM);

        assertThat(answer.body()).isEqualTo(events);
        assertThat(record().billed()).isEqualTo(new Usage(10, 200, 20, 10, 7, 0, 0, 0, 0));
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record().flags()).isEmpty();
    }

    @Test
    void aStreamThatBreaksOffIsCountedByOurselvesAndEndsWithATypedError() {
        String events = start(CACHE) + textDelta("eight ch");
        streams(events);
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK_STREAM);

        assertThat(answer.body())
                .startsWith(events + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
        assertThat(record().billed()).isEqualTo(new Usage(10, 200, 20, 10, 2, 0, 0, 0, 0));
        assertThat(record().flags()).containsExactly(Flag.ESTIMATED);
    }

    @Test
    void theProvidersErrorInMidStreamPassesAndIsNoSuccess() {
        String events = start(CACHE) + textDelta("Hello")
                + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}\n\n";
        streams(events);

        assertThat(bed.gateway.post(PATH, ASK_STREAM).body()).isEqualTo(events);
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void whoHangsUpIsBilledForWhatWasDelivered() {
        bed.provider.does((request, _) -> events(request.response()).write(start(CACHE) + textDelta("eight ch")));
        try (RawClient client = bed.gateway.connect()) {
            client.post(PATH, bed.world.key, ASK_STREAM);
            client.readUntil("eight ch");
        }

        await().untilAsserted(() -> assertThat(record().outcome()).isEqualTo(Outcome.CLIENT_CLOSED));
        assertThat(record().billed().answerTokens()).isEqualTo(2);
        assertThat(record().billed().cacheRead()).isEqualTo(200);
    }

    @Test
    void theBudgetBoundsWhatTheProviderMayAnswer() {
        bed.world.budget(1_000_000);
        answers(message("x", usage(1, 1)));
        bed.gateway.post(PATH, ASK.replace("\"max_tokens\":100", "\"max_tokens\":50000"));

        assertThat(bed.provider.received().getFirst().body())
                .doesNotContain("50000")
                .containsOnlyOnce("\"max_tokens\":");
    }

    @Test
    void aStreamBeyondTheBudgetIsCutOffWithATypedError() {
        bed.world.budget(600_000);
        String[] pieces = new String[200];
        Arrays.fill(pieces, "forty characters are about ten tokens now");
        streams(stream(usage(12, 1), "{\"output_tokens\":2000}", pieces));
        HttpResponse<String> answer =
                bed.gateway.post(PATH, ASK_STREAM.replace("\"max_tokens\":100", "\"max_tokens\":5000"));

        assertThat(
                        answer.statusCode() == 200
                                ? answer.body().substring(answer.body().lastIndexOf("event: "))
                                : "event: error\ndata: " + answer.body())
                .startsWith("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"billing_error\"")
                .contains("\"code\":\"budget_exhausted\"");
        assertThat(answer.body()).doesNotContain("message_stop");
        assertThat(record().outcome()).isEqualTo(Outcome.CUT_OFF);
        assertThat(record().cost().nanos()).isPositive().isLessThanOrEqualTo(600_000);
    }

    @Test
    void thoughtsThatAreNotShownAreBelievedWithinTheBound() {
        answers(message("Hi", usage(12, 90)));
        bed.gateway.post(
                PATH, ASK.replace("\"system\"", "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":50},\"system\""));

        assertThat(record().billed()).isEqualTo(Usage.of(12, 90));
        assertThat(record().flags()).isEmpty();
    }

    @Test
    void refusalsHaveTheShapeOfTheDialect() {
        HttpResponse<String> unknown = bed.gateway.post(PATH, ASK.replace("acme/chat", "acme/nothing"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body())
                .startsWith(
                        "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"There is no model")
                .contains("\"code\":\"model_not_found\"")
                .endsWith("\"request_id\":\""
                        + unknown.headers().firstValue("request-id").orElseThrow() + "\"}");

        HttpResponse<String> stranger = bed.gateway.send(HttpRequest.newBuilder(unknown.uri())
                .header("x-api-key", "llm_mk_wrong")
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build());
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("\"type\":\"authentication_error\"");
    }

    @Test
    void theProvidersRefusalPassesAsItIs() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        bed.provider.does((request, _) -> FakeProvider.json(request.response().setStatusCode(529), error));
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK);

        assertThat(answer.statusCode()).isEqualTo(529);
        assertThat(answer.body()).isEqualTo(error);
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
    }

    @Test
    void tokensAreCountedForNothing() {
        answers("{\"input_tokens\":2095}");
        HttpResponse<String> answer = bed.gateway.post(PATH + "/count_tokens", ASK);

        assertThat(answer.body()).isEqualTo("{\"input_tokens\":2095}");
        assertThat(bed.provider.received().getFirst().path()).isEqualTo("/v1/messages/count_tokens");
        assertThat(record().route()).isEqualTo("messages.count_tokens");
        assertThat(record().billed()).isEqualTo(Usage.NONE);
        assertThat(record().cost().nanos()).isZero();
    }

    @Test
    void aRouteThatTheDialectDoesNotHaveIsRefused() {
        HttpResponse<String> answer =
                bed.gateway.post("/v1/embeddings", "{\"model\":\"acme/chat\",\"input\":\"some text\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("'anthropic'").contains("\"param\":\"model\"");
        assertThat(bed.provider.received()).isEmpty();
    }

    @Test
    void modelsAreListedInTheDialectOfWhoAsks() {
        HttpResponse<String> answer = bed.gateway.send(bed.gateway
                .request("/v1/models")
                .header("anthropic-version", "2023-06-01")
                .build());

        assertThat(answer.body()).isEqualTo("""
                {"has_more":false,"first_id":"acme/chat","last_id":"acme/chat","data":[{"id":"acme/chat",\
                "type":"model","display_name":"acme/chat","created_at":"2025-01-01T00:00:00Z"}]}""");
    }
}
