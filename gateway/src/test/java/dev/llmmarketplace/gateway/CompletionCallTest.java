package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.FakeProvider.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/completions}. */
final class CompletionCallTest {
    private static final String PATH = "/v1/completions";
    private static final String ASK = "{\"model\":\"acme/chat\",\"prompt\":\"Once upon\",\"max_tokens\":5}";
    private static final String ANSWER = """
            {"object":"text_completion","choices":[{"text":" a time","index":0,"finish_reason":"length"}],\
            "usage":{"prompt_tokens":2,"completion_tokens":5,"total_tokens":7}}""";

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    @Test
    void theAnswerPassesThroughAndIsMetered() {
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), ANSWER));
        HttpResponse<String> answer = bed.gateway.post(PATH, ASK);

        assertThat(answer.body()).isEqualTo(ANSWER);
        assertThat(bed.provider.received().getFirst().path()).isEqualTo("/v1/completions");
        assertThat(bed.provider.received().getFirst().body()).isEqualTo(ASK.replace("acme/chat", "upstream-model"));
        assertThat(record().route()).isEqualTo("completions");
        assertThat(record().billed()).isEqualTo(Usage.of(2, 5));
        assertThat(record().flags()).isEmpty();
    }

    @Test
    void aStreamIsAskedForTheUsageThatItsCallerDoesNotWant() {
        String piece = "data: {\"object\":\"text_completion\",\"choices\":[{\"text\":\" a time\",\"index\":0}]}\n\n";
        String done = "data: [DONE]\n\n";
        bed.provider.does((request, _) -> events(request.response()).end(piece + FakeProvider.usageChunk(2, 2) + done));
        HttpResponse<String> answer = bed.gateway.post(PATH, "{\"stream\":true," + ASK.substring(1));

        assertThat(answer.body()).isEqualTo(piece + done);
        assertThat(bed.provider.received().getFirst().body()).contains("\"include_usage\":true");
        assertThat(record().billed()).isEqualTo(Usage.of(2, 2));
    }

    @Test
    void eachOfSeveralPromptsHasItsOwnAnswerAndBound() {
        bed.provider.does((request, _) -> FakeProvider.json(
                request.response(),
                ANSWER.replace("\"completion_tokens\":5,\"total_tokens\":7", "\"completion_tokens\":20")));
        bed.gateway.post(PATH, ASK.replace("\"Once upon\"", "[\"Once\",\"Twice\"],\"n\":2"));

        assertThat(record().billed()).isEqualTo(Usage.of(2, 20));
        assertThat(record().flags()).isEmpty();
    }
}
