package check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.retry.support.RetryTemplate;

/** Spring AI, with nothing but another base address. */
final class SpringAiTest {
    record City(String name, int people) {}

    static final class Weather {
        @Tool
        String weather(String city) {
            return "rain in " + city;
        }
    }

    private static OpenAiApi api(String key) {
        return OpenAiApi.builder().baseUrl(Marketplace.URL).apiKey(key).build();
    }

    private static OpenAiChatModel model(String key, String model, RetryTemplate retries) {
        return OpenAiChatModel.builder()
                .openAiApi(api(key))
                .defaultOptions(OpenAiChatOptions.builder().model(model).streamUsage(true).build())
                .retryTemplate(retries)
                .build();
    }

    private static RetryTemplate never() {
        return RetryTemplate.builder().maxAttempts(1).build();
    }

    private static final OpenAiChatModel MODEL = model(Marketplace.KEY, Marketplace.CHAT, never());

    @Test
    void aChatIsAnsweredWithItsUsage() {
        ChatResponse answer = MODEL.call(new Prompt("Hello there"));

        assertThat(answer.getResult().getOutput().getText()).isEqualTo("You said: Hello there");
        assertThat(answer.getMetadata().getUsage().getCompletionTokens()).isEqualTo(5);
    }

    @Test
    void aChatIsAnsweredByAProviderOfAnotherDialect() {
        assertThat(model(Marketplace.KEY, Marketplace.MESSAGES, never()).call("Hello there"))
                .isEqualTo("You said: Hello there");
    }

    @Test
    void aStreamSaysTheSameInPiecesAndEndsWithItsUsage() {
        List<ChatResponse> pieces =
                MODEL.stream(new Prompt("Tell me in pieces")).collectList().block();

        assertThat(pieces.stream()
                        .filter(piece -> piece.getResult() != null)
                        .map(piece -> piece.getResult().getOutput().getText())
                        .filter(text -> text != null)
                        .collect(Collectors.joining()))
                .isEqualTo("You said: Tell me in pieces");
        assertThat(pieces.get(pieces.size() - 1).getMetadata().getUsage().getCompletionTokens()).isPositive();
    }

    @Test
    void aToolIsCalledAndItsResultAnswered() {
        String answer = ChatClient.create(MODEL)
                .prompt("How is the weather?\n#tool weather {\"city\":\"Kiel\"}")
                .tools(new Weather())
                .call()
                .content();

        assertThat(answer).contains("rain in Kiel");
    }

    @Test
    void anAnswerIsStructuredAsAsked() {
        City city = ChatClient.create(MODEL)
                .prompt("Which city?\n#say {\"name\":\"Kiel\",\"people\":246000}")
                .call()
                .entity(City.class);

        assertThat(city).isEqualTo(new City("Kiel", 246000));
    }

    @Test
    void textsBecomeVectors() {
        OpenAiEmbeddingModel embeddings = new OpenAiEmbeddingModel(
                api(Marketplace.KEY),
                MetadataMode.NONE,
                OpenAiEmbeddingOptions.builder().model(Marketplace.EMBEDDING).build(),
                never());

        assertThat(embeddings.embed(List.of("the sea", "the stars")))
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector).hasSize(384));
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertThatThrownBy(() -> model("llm_mk_wrong", Marketplace.CHAT, never()).call("Hi"))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("401");
        assertThatThrownBy(() -> model(Marketplace.KEY, "nobody/nothing", never()).call("Hi"))
                .isInstanceOf(NonTransientAiException.class)
                .hasMessageContaining("404");
    }

    @Test
    void beyondTheRateACallIsRefusedAndALaterOneServed() {
        OpenAiChatModel hasty = model(Marketplace.LIMITED_KEY, Marketplace.CHAT, never());

        assertThatThrownBy(() -> {
                    for (int call = 0; call < 4; call++) {
                        hasty.call("Hi");
                    }
                })
                .hasMessageContaining("429");
        RetryTemplate patient = RetryTemplate.builder()
                .maxAttempts(5)
                .fixedBackoff(1_100)
                .retryOn(RuntimeException.class)
                .build();
        assertThat(model(Marketplace.LIMITED_KEY, Marketplace.CHAT, patient).call("Hi again"))
                .isEqualTo("You said: Hi again");
    }
}
