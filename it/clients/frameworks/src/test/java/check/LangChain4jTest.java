package check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** LangChain4j, with nothing but another base address. */
final class LangChain4jTest {
    interface Assistant {
        String answer(String question);
    }

    record City(String name, int people) {}

    interface Extractor {
        City cityIn(String text);
    }

    static final class Weather {
        @Tool
        String weather(@P("city") String city) {
            return "rain in " + city;
        }
    }

    private static OpenAiChatModel.OpenAiChatModelBuilder chat(String key) {
        return OpenAiChatModel.builder()
                .baseUrl(Marketplace.URL + "/v1")
                .apiKey(key)
                .modelName(Marketplace.CHAT)
                .maxRetries(0);
    }

    private static final ChatModel MODEL = chat(Marketplace.KEY).build();

    @Test
    void aChatIsAnsweredWithItsUsage() {
        ChatResponse answer = MODEL.chat(UserMessage.from("Hello there"));

        assertThat(answer.aiMessage().text()).isEqualTo("You said: Hello there");
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(5);
    }

    @Test
    void aChatIsAnsweredByAProviderOfAnotherDialect() {
        assertThat(chat(Marketplace.KEY).modelName(Marketplace.MESSAGES).build().chat("Hello there"))
                .isEqualTo("You said: Hello there");
    }

    @Test
    void aStreamSaysTheSameInPieces() {
        StringBuilder pieces = new StringBuilder();
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        OpenAiStreamingChatModel.builder()
                .baseUrl(Marketplace.URL + "/v1")
                .apiKey(Marketplace.KEY)
                .modelName(Marketplace.CHAT)
                .build()
                .chat("Tell me in pieces", new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String piece) {
                        pieces.append(piece);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        whole.completeExceptionally(error);
                    }
                });

        assertThat(whole.join().aiMessage().text()).isEqualTo("You said: Tell me in pieces");
        assertThat(pieces).hasToString("You said: Tell me in pieces");
        assertThat(whole.join().tokenUsage().outputTokenCount()).isPositive();
    }

    @Test
    void aToolIsCalledAndItsResultAnswered() {
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(MODEL)
                .tools(new Weather())
                .build();

        assertThat(assistant.answer("How is the weather?\n#tool weather {\"city\":\"Kiel\"}"))
                .isEqualTo("You said: rain in Kiel");
    }

    @Test
    void anAnswerIsStructuredAsAsked() {
        Extractor extractor = AiServices.create(
                Extractor.class,
                chat(Marketplace.KEY)
                        .responseFormat("json_schema")
                        .strictJsonSchema(true)
                        .build());

        assertThat(extractor.cityIn("Which city?\n#say {\"name\":\"Kiel\",\"people\":246000}"))
                .isEqualTo(new City("Kiel", 246000));
    }

    @Test
    void textsBecomeVectors() {
        var vectors = OpenAiEmbeddingModel.builder()
                .baseUrl(Marketplace.URL + "/v1")
                .apiKey(Marketplace.KEY)
                .modelName(Marketplace.EMBEDDING)
                .build()
                .embedAll(List.of(TextSegment.from("the sea"), TextSegment.from("the stars")));

        assertThat(vectors.content()).hasSize(2).allSatisfy(vector -> assertThat(vector.dimension()).isEqualTo(384));
    }

    @Test
    void errorsKeepTheirKind() {
        assertThatThrownBy(() -> chat("llm_mk_wrong").build().chat("Hi")).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> chat(Marketplace.KEY).modelName("nobody/nothing").build().chat("Hi"))
                .isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    void beyondTheRateAClientThatTriesAgainGetsThrough() {
        ChatModel hasty = chat(Marketplace.LIMITED_KEY).build();

        assertThatThrownBy(() -> {
                    for (int call = 0; call < 4; call++) {
                        hasty.chat("Hi");
                    }
                })
                .isInstanceOf(RateLimitException.class);
        assertThat(chat(Marketplace.LIMITED_KEY).maxRetries(5).build().chat("Hi again"))
                .isEqualTo("You said: Hi again");
    }
}
