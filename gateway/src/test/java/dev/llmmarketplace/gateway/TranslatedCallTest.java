package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.message;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.start;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.stream;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.textDelta;
import static dev.llmmarketplace.gateway.fake.AnthropicAnswers.usage;
import static dev.llmmarketplace.gateway.fake.FakeProvider.chunk;
import static dev.llmmarketplace.gateway.fake.FakeProvider.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers of one dialect in front of providers of the other. */
final class TranslatedCallTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String ASK_CHAT =
            "{\"model\":\"acme/claude\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String ASK_MESSAGE =
            "{\"model\":\"acme/chat\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final TestBed bed = new TestBed();

    @BeforeEach
    void offer() {
        CallableService claude = bed.world.service("acme/claude", bed.provider.url(), Dialect.ANTHROPIC, World.DOLLAR);
        bed.world.subscribe(claude, World.AMPLE);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    private static String streamed(String ask) {
        return "{\"stream\":true," + ask.substring(1);
    }

    @Test
    void aChatIsAnsweredByAProviderOfMessages() {
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), message("Hello there", usage(12, 3))));
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_CHAT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"object\":\"chat.completion\"").contains("\"content\":\"Hello there\"");
        assertThat(answer.headers().firstValue("x-marketplace-cost")).hasValue("0.000015");
        FakeProvider.Received received = bed.provider.received().getFirst();
        assertThat(received.path()).isEqualTo("/v1/messages");
        assertThat(received.headers().get("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(received.body())
                .isEqualTo("{\"model\":\"upstream-model\",\"max_tokens\":4096,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
        assertThat(record().route()).isEqualTo("chat.completions");
        assertThat(record().billed()).isEqualTo(Usage.of(12, 3));
    }

    @Test
    void aChatStreamsFromAProviderOfMessages() {
        bed.provider.does((request, _) ->
                events(request.response()).end(stream(usage(12, 1), "{\"output_tokens\":2}", "Hello", " you")));
        HttpResponse<String> answer = bed.gateway.post(CHAT, streamed(ASK_CHAT));

        assertThat(answer.body())
                .contains("\"delta\":{\"content\":\" you\"}")
                .contains("\"finish_reason\":\"stop\"")
                .doesNotContain("usage")
                .endsWith("data: [DONE]\n\n");
        assertThat(record().billed()).isEqualTo(Usage.of(12, 2));
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aStreamThatBreaksOffEndsWithAnErrorOfTheCallersDialect() {
        bed.provider.does((request, _) -> events(request.response()).end(start(usage(12, 1)) + textDelta("Hello")));
        HttpResponse<String> answer = bed.gateway.post(CHAT, streamed(ASK_CHAT));

        assertThat(answer.body())
                .contains("\"content\":\"Hello\"")
                .contains("data: {\"error\":{\"message\":\"The provider's stream ended before it was complete.\"")
                .doesNotContain("[DONE]");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void aMessageIsAnsweredByAProviderOfChats() {
        bed.provider.does(
                (request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("Hello there", 10, 3)));
        HttpResponse<String> answer = bed.gateway.post(MESSAGES, ASK_MESSAGE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"type\":\"message\"")
                .contains("{\"type\":\"text\",\"text\":\"Hello there\"}");
        assertThat(answer.headers().firstValue("request-id")).isPresent();
        assertThat(bed.provider.received().getFirst().path()).isEqualTo("/v1/chat/completions");
        assertThat(bed.provider.received().getFirst().headers().contains("anthropic-version"))
                .isFalse();
        assertThat(record().route()).isEqualTo("messages");
        assertThat(record().billed()).isEqualTo(Usage.of(10, 3));
    }

    @Test
    void aMessageStreamsFromAProviderOfChats() {
        String identified = chunk("Hello").replace("\"choices\"", "\"id\":\"c\",\"model\":\"m\",\"choices\"");
        bed.provider.does((request, _) -> events(request.response())
                .end(identified + chunk(" you") + FakeProvider.usageChunk(10, 2) + "data: [DONE]\n\n"));
        HttpResponse<String> answer = bed.gateway.post(MESSAGES, streamed(ASK_MESSAGE));

        assertThat(answer.body())
                .startsWith("event: message_start\n")
                .contains("{\"type\":\"text_delta\",\"text\":\" you\"}")
                .contains("\"output_tokens\":2")
                .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        assertThat(bed.provider.received().getFirst().body()).contains("\"include_usage\":true");
        assertThat(record().billed()).isEqualTo(Usage.of(10, 2));
    }

    @Test
    void theProvidersErrorIsTranslated() {
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response().setStatusCode(429), "{\"error\":{\"message\":\"Slow down\",\"type\":\"x\"}}"));
        HttpResponse<String> answer = bed.gateway.post(MESSAGES, ASK_MESSAGE);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"}");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
    }

    @Test
    void anAnswerThatCannotBeUnderstoodIsTheProvidersFailure() {
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), "{\"odd\":1}"));
        HttpResponse<String> answer = bed.gateway.post(MESSAGES, ASK_MESSAGE);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
        assertThat(record().billed()).isEqualTo(Usage.NONE);
    }

    @Test
    void whatCannotBeTranslatedIsRefusedAndCostsNothing() {
        HttpResponse<String> answer =
                bed.gateway.post(MESSAGES, ASK_MESSAGE.replace("\"max_tokens\"", "\"top_k\":5,\"max_tokens\""));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("'top_k'").contains("\"type\":\"invalid_request_error\"");
        assertThat(bed.provider.received()).isEmpty();
        assertThat(bed.gateway.gateway().metrics().inFlight()).isZero();
    }

    @Test
    void theBudgetBoundsATranslatedRequestToo() {
        bed.world.budget(1_000_000);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), message("x", usage(1, 1))));
        bed.gateway.post(CHAT, ASK_CHAT.replace("\"messages\"", "\"max_tokens\":50000,\"messages\""));

        assertThat(bed.provider.received().getFirst().body())
                .doesNotContain("50000")
                .containsPattern("\"max_tokens\":\\d{2,3},");
    }

    @Test
    void hintsWithoutACounterpartAreNamedInAHeader() {
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("x", 10, 3)));
        HttpResponse<String> answer = bed.gateway.post(
                MESSAGES,
                ASK_MESSAGE.replace("\"max_tokens\"", "\"cache_control\":{\"type\":\"ephemeral\"},\"max_tokens\""));

        assertThat(answer.headers().firstValue("x-marketplace-ignored")).hasValue("cache_control");
    }
}
