package dev.llmmarketplace.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Anthropic's official client for Java, with nothing but another base address; in front of a provider of its dialect, and of
 * one of OpenAI's.
 */
final class AnthropicClientIT {
    private static ClientScene scene;
    private static AnthropicClient client;

    /** What the provider behind the service speaks. */
    enum Behind {
        ANTHROPIC,
        OPENAI
    }

    @BeforeAll
    static void open(@TempDir Path data) {
        scene = new ClientScene(data);
        client = client(scene.key());
    }

    @AfterAll
    static void close() {
        client.close();
        scene.close();
    }

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(scene.address().toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static String model(Behind behind) {
        return behind == Behind.ANTHROPIC
                ? scene.trade().messages()
                : scene.trade().chat();
    }

    private static MessageCreateParams asking(String model, String content) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(200)
                .system("Be kind.")
                .addUserMessage(content)
                .build();
    }

    private static String text(Message message) {
        return message.content().getFirst().asText().text();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsAnsweredWithItsUsage(Behind behind) {
        Message answer = client.messages().create(asking(model(behind), "Hello there"));

        assertThat(text(answer)).isEqualTo("You said: Hello there");
        assertThat(answer.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(answer.usage().inputTokens()).isEqualTo(3 + 3 + 3 + 2);
        assertThat(answer.usage().outputTokens()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void aStreamSaysTheSameInPieces(Behind behind) {
        try (StreamResponse<RawMessageStreamEvent> stream =
                client.messages().createStreaming(asking(model(behind), "Tell me in pieces"))) {
            List<RawMessageStreamEvent> events = stream.stream().toList();
            String pieces = events.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(event -> event.delta().text().stream())
                    .map(delta -> delta.text())
                    .collect(Collectors.joining());
            assertThat(pieces).isEqualTo("You said: Tell me in pieces");
            assertThat(events.get(events.size() - 2).asMessageDelta().usage().outputTokens())
                    .isEqualTo(7);
            assertThat(events.getLast().isMessageStop()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aToolIsUsed(Behind behind) {
        Message answer = client.messages()
                .create(asking(model(behind), "What is the weather in Kiel?\n#tool weather {\"city\":\"Kiel\"}"));

        ToolUseBlock use = answer.content().getFirst().asToolUse();
        assertThat(use.name()).isEqualTo("weather");
        assertThat(use._input()).isEqualTo(JsonValue.from(Map.of("city", "Kiel")));
        assertThat(answer.stopReason()).hasValue(StopReason.TOOL_USE);
    }

    @ParameterizedTest
    @EnumSource
    void theProvidersErrorKeepsItsKind(Behind behind) {
        assertThatThrownBy(() -> client.messages().create(asking(model(behind), "#error 429")))
                .isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> client.messages().create(asking(model(behind), "#error 500")))
                .isInstanceOfSatisfying(
                        AnthropicServiceException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(500));
    }

    @Test
    void tokensAreCounted() {
        assertThat(client.messages()
                        .countTokens(MessageCountTokensParams.builder()
                                .model(model(Behind.ANTHROPIC))
                                .addUserMessage("Hello there")
                                .build())
                        .inputTokens())
                .isEqualTo(3 + 2);
    }

    @Test
    void modelsAreThoseThatAreSubscribedTo() {
        assertThat(client.models().list().items().stream().map(ModelInfo::id))
                .contains(scene.trade().chat(), scene.trade().messages());
    }

    @Test
    void aWrongKeyIsAnAuthenticationError() {
        AnthropicClient stranger = client("llm_mk_wrong");

        assertThatThrownBy(() -> stranger.messages().create(asking(model(Behind.ANTHROPIC), "Hi")))
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThatThrownBy(() -> client.messages().create(asking("nobody/nothing", "Hi")))
                .isInstanceOf(NotFoundException.class);
    }
}
