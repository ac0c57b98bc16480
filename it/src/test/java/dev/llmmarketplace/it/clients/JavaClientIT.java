package dev.llmmarketplace.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official client for Java, with nothing but another base address. */
final class JavaClientIT {
    private static final String TOOL_REQUEST = "What is the weather in Kiel?\n#tool weather {\"city\":\"Kiel\"}";

    private static ClientScene scene;
    private static OpenAIClient client;

    @BeforeAll
    static void open(@TempDir Path data) {
        scene = new ClientScene(data);
        client = client(scene.key(), 0);
    }

    @AfterAll
    static void close() {
        client.close();
        scene.close();
    }

    private static OpenAIClient client(String key, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(scene.address().resolve("/v1").toString())
                .apiKey(key)
                .maxRetries(retries)
                .build();
    }

    private static ChatCompletionCreateParams.Builder asking(String content) {
        return ChatCompletionCreateParams.builder().model(scene.trade().chat()).addUserMessage(content);
    }

    private static String text(OpenAIClient client, String content) {
        ChatCompletion answer =
                client.chat().completions().create(asking(content).build());
        return answer.choices().getFirst().message().content().orElseThrow();
    }

    @Test
    void aChatIsAnsweredWithItsUsage() {
        ChatCompletion answer =
                client.chat().completions().create(asking("Hello there").build());

        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .contains("Hello there");
        assertThat(answer.usage().orElseThrow().promptTokens()).isPositive();
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
    }

    @Test
    void aStreamSaysTheSameInPieces() {
        String whole = text(client, "Tell me in pieces");

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(asking("Tell me in pieces").build())) {
            String pieces = stream.stream()
                    .map(chunk -> chunk.choices().getFirst().delta().content().orElse(""))
                    .collect(Collectors.joining());
            assertThat(pieces).isEqualTo(whole);
        }
    }

    @Test
    void aStreamEndsWithItsUsageWhenThatIsAskedFor() {
        ChatCompletionCreateParams asked = asking("Count me")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(asked)) {
            ChatCompletionChunk last =
                    stream.stream().reduce((before, after) -> after).orElseThrow();
            assertThat(last.choices()).isEmpty();
            assertThat(last.usage().orElseThrow().completionTokens()).isPositive();
        }
    }

    @Test
    void aToolIsCalled() {
        ChatCompletion answer =
                client.chat().completions().create(asking(TOOL_REQUEST).build());

        var function = answer.choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction()
                .function();
        assertThat(function.name()).isEqualTo("weather");
        assertThat(function.arguments()).isEqualTo("{\"city\":\"Kiel\"}");
    }

    @Test
    void aChatIsAnsweredByAProviderOfAnotherDialect() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(asking("Hello there").model(scene.trade().messages()).build());

        assertThat(answer.choices().getFirst().message().content()).hasValue("You said: Hello there");
        assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(3 + 2);
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(5);
    }

    @Test
    void aStreamComesFromAProviderOfAnotherDialect() {
        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(asking("Tell me in pieces")
                        .model(scene.trade().messages())
                        .build())) {
            String pieces = stream.stream()
                    .map(chunk -> chunk.choices().getFirst().delta().content().orElse(""))
                    .collect(Collectors.joining());
            assertThat(pieces).isEqualTo("You said: Tell me in pieces");
        }
    }

    private static ResponseCreateParams responding(String input) {
        return ResponseCreateParams.builder()
                .model(scene.trade().chat())
                .input(input)
                .build();
    }

    @Test
    void aResponseIsGivenWithItsUsage() {
        Response answer = client.responses().create(responding("Hello there"));

        assertThat(answer.output()
                        .getFirst()
                        .asMessage()
                        .content()
                        .getFirst()
                        .asOutputText()
                        .text())
                .isEqualTo("You said: Hello there");
        assertThat(answer.usage().orElseThrow().inputTokens()).isPositive();
        assertThat(answer.usage().orElseThrow().outputTokens()).isEqualTo(5);
    }

    @Test
    void aResponseStreamsAndEndsWithTheWholeOfIt() {
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(responding("Tell me in pieces"))) {
            List<ResponseStreamEvent> events = stream.stream().toList();
            String pieces = events.stream()
                    .flatMap(event -> event.outputTextDelta().stream())
                    .map(ResponseTextDeltaEvent::delta)
                    .collect(Collectors.joining());
            assertThat(pieces).isEqualTo("You said: Tell me in pieces");
            assertThat(events.getLast()
                            .asCompleted()
                            .response()
                            .usage()
                            .orElseThrow()
                            .outputTokens())
                    .isEqualTo(7);
        }
    }

    @Test
    void aTextIsCompleted() {
        Completion answer = client.completions()
                .create(CompletionCreateParams.builder()
                        .model(scene.trade().chat())
                        .prompt("Once upon a time")
                        .build());

        assertThat(answer.choices().getFirst().text()).isEqualTo("You said: Once upon a time");
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(7);
    }

    @Test
    void textsBecomeVectors() {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(scene.trade().embeddings())
                        .inputOfArrayOfStrings(List.of("the sea", "the stars"))
                        .build());

        assertThat(answer.data())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.embedding()).hasSize(384));
        assertThat(answer.usage().promptTokens()).isPositive();
    }

    @Test
    void modelsAreThoseThatAreSubscribedTo() {
        assertThat(client.models().list().items().stream().map(Model::id))
                .containsExactlyInAnyOrder(
                        scene.trade().chat(),
                        scene.trade().embeddings(),
                        scene.trade().messages());
        assertThat(client.models().retrieve(scene.trade().chat()).id())
                .isEqualTo(scene.trade().chat());
    }

    @Test
    void aWrongKeyIsAnAuthenticationError() {
        OpenAIClient stranger = client("llm_mk_wrong", 0);

        assertThatThrownBy(() -> text(stranger, "Hi")).isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void anUnknownModelIsNotFound() {
        ChatCompletionCreateParams unknown =
                asking("Hi").model("nobody/nothing").build();

        assertThatThrownBy(() -> client.chat().completions().create(unknown)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theProvidersErrorKeepsItsKind() {
        assertThatThrownBy(() -> text(client, "#error 503"))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class,
                        error -> assertThat(error.statusCode()).isGreaterThanOrEqualTo(500));
    }

    @Test
    void beyondTheRateAClientThatWaitsAsItIsToldGetsThrough() {
        OpenAIClient hasty = client(scene.limitedKey(), 0);

        List<Throwable> refusals = IntStream.range(0, 4)
                .mapToObj(call -> catchThrowable(() -> text(hasty, "Hi")))
                .filter(Objects::nonNull)
                .toList();

        assertThat(refusals).isNotEmpty().allSatisfy(JavaClientIT::saysWhenToComeBack);
        assertThat(text(client(scene.limitedKey(), 5), "Hi again")).contains("Hi again");
    }

    private static void saysWhenToComeBack(Throwable refusal) {
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        error -> assertThat(error.headers().values("retry-after"))
                                .isNotEmpty());
    }
}
