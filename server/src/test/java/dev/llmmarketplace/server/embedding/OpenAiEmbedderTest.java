package dev.llmmarketplace.server.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.EmbedderContract;
import dev.llmmarketplace.core.search.WatchedEmbedder;
import dev.llmmarketplace.gateway.route.AddressGuard;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.probe.GuardedCaller;
import dev.llmmarketplace.server.provider.BundledProvider;
import dev.llmmarketplace.server.provider.ProviderSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Embeddings of an API in OpenAI's dialect: the bundled provider's, and one that fails. */
final class OpenAiEmbedderTest {
    private static final Secret KEY = new Secret("sk-embeddings");

    private static Configuration.Embedding settings(int port, String model, int dimension) {
        return new Configuration.Embedding(
                URI.create("http://127.0.0.1:" + port + "/v1/"), model, dimension, 0.2, Optional.of(KEY));
    }

    private static GuardedCaller caller(Vertx vertx) {
        return GuardedCaller.keepingConnections(vertx, AddressGuard.allowing(List.of("127.0.0.0/8")), List.of());
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    final class OfTheBundledProvider extends EmbedderContract {
        private final Vertx vertx = Vertx.vertx();
        private final GuardedCaller caller = caller(vertx);
        private MiniLmEmbedder model;
        private BundledProvider provider;

        @BeforeAll
        void start(@TempDir Path models) {
            model = new MiniLmEmbedder(models);
            model.load();
            provider = BundledProvider.start(vertx, new ProviderSettings("127.0.0.1", 0, KEY, null, 2), model);
        }

        @Override
        protected Embedder embedder() {
            return new OpenAiEmbedder(settings(provider.port(), "minilm", 384), caller);
        }

        @Test
        void anotherDimensionIsNamedAtTheStart() {
            OpenAiEmbedder wrong = new OpenAiEmbedder(settings(provider.port(), "minilm", 1536), caller);
            assertThatThrownBy(() -> new WatchedEmbedder(wrong, InstantSource.system()).answers())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("384")
                    .hasMessageContaining("search.embedding.dimension")
                    .hasMessageContaining("1536");
        }

        @Test
        void anotherModelOrDimensionIsAnotherModelOfTheIndex() {
            assertThat(Stream.of(settings(1, "a", 8), settings(1, "b", 8), settings(1, "a", 16))
                            .map(settings -> new OpenAiEmbedder(settings, caller).model()))
                    .doesNotHaveDuplicates();
        }

        @AfterAll
        void close() {
            caller.close();
            provider.close();
            model.close();
            vertx.close().await();
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    final class OfAnApiThatFails {
        private final Vertx vertx = Vertx.vertx();
        private final GuardedCaller caller = caller(vertx);
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicLong time = new AtomicLong(1);
        private HttpServer api;
        private volatile int failures;

        @BeforeAll
        void start() throws IOException {
            api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            api.createContext("/v1/embeddings", this::answer);
            api.start();
        }

        @BeforeEach
        void forget() {
            calls.set(0);
            failures = 0;
        }

        @AfterEach
        void isNeverAskedWithoutItsKey() {
            assertThat(KEY.toString()).isEqualTo("[redacted]");
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean known = ("Bearer " + KEY.reveal())
                        .equals(exchange.getRequestHeaders().getFirst("authorization"));
                if (request.contains("forbidden")) {
                    exchange.sendResponseHeaders(400, -1);
                    return;
                }
                if (!known || calls.incrementAndGet() <= failures) {
                    exchange.sendResponseHeaders(known ? 503 : 401, -1);
                    return;
                }
                int texts = request.split("text").length - 1;
                StringBuilder data = new StringBuilder();
                for (int i = texts - 1; i >= 0; i--) {
                    data.append(data.isEmpty() ? "" : ",").append("{\"index\":" + i + ",\"embedding\":[3," + i + "]}");
                }
                byte[] answer = ("{\"data\":[" + data + "]}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        }

        private OpenAiEmbedder embedder(Secret key) {
            int port = api.getAddress().getPort();
            return new OpenAiEmbedder(
                    new Configuration.Embedding(
                            URI.create("http://127.0.0.1:" + port + "/v1"), "m", 2, 0.2, Optional.of(key)),
                    caller,
                    new Breaker(time::get));
        }

        private static List<String> texts(int count) {
            return Stream.generate(() -> "text").limit(count).toList();
        }

        @Test
        void vectorsAreTakenByTheirNumbersAndScaled() {
            List<Embedder.Embedding> embeddings = embedder(KEY).embed(texts(5));
            assertThat(embeddings.getFirst().vector()).containsExactly(1, 0);
            assertThat(embeddings.get(4).vector()).containsExactly(0.6f, 0.8f);
        }

        @Test
        void manyTextsAreAskedForOnceMoreAndAQuestionIsNot() {
            failures = 2;
            assertThat(embedder(KEY).embed(texts(40))).hasSize(40);
            calls.set(0);
            failures = 1;
            assertThatThrownBy(() -> embedder(KEY).embed(texts(1)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE));
            assertThat(calls).hasValue(1);
        }

        @Test
        void aTextThatIsRefusedDoesNotHinderTheOthers() {
            List<String> texts = new ArrayList<>(texts(40));
            texts.set(17, "forbidden");

            List<Optional<Embedder.Embedding>> embeddings = embedder(KEY).embedEach(texts);

            assertThat(embeddings).hasSize(40);
            assertThat(embeddings.get(17)).isEmpty();
            assertThat(embeddings.stream().filter(Optional::isPresent)).hasSize(39);
            assertThat(embedder(KEY).embedEach(List.of("forbidden"))).containsExactly(Optional.empty());
        }

        @Test
        void anApiThatTakesNothingIsSetUpWrongly() {
            int port = api.getAddress().getPort();
            OpenAiEmbedder wrong = new OpenAiEmbedder(
                    new Configuration.Embedding(
                            URI.create("http://127.0.0.1:" + port + "/v1"), "forbidden", 2, 0.2, Optional.of(KEY)),
                    caller,
                    new Breaker(time::get));

            assertThatThrownBy(() -> wrong.embedEach(texts(3)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("search.embedding.model");
        }

        @Test
        void whatKeepsFailingIsLeftAloneForAWhile() {
            failures = Integer.MAX_VALUE;
            OpenAiEmbedder embedder = embedder(KEY);
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> embedder.embed(texts(1))).isInstanceOf(ProblemException.class);
            }
            assertThat(calls).hasValue(3);
            failures = 0;
            time.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(embedder.embed(texts(1))).hasSize(1);
        }

        @Test
        void aWrongKeyIsSaidWithoutShowingIt() {
            assertThatThrownBy(() -> embedder(new Secret("sk-wrong")).embed(texts(1)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("search.embedding.credential")
                    .hasMessageNotContaining("sk-wrong");
        }

        @Test
        void anApiThatDoesNotAnswerIsNoReasonNotToStart() {
            failures = Integer.MAX_VALUE;
            assertThat(new WatchedEmbedder(embedder(KEY), InstantSource.system()).answers())
                    .isFalse();
            assertThat(calls).hasValue(1);
        }

        @AfterAll
        void close() {
            api.stop(0);
            caller.close();
            vertx.close().await();
        }
    }

    @Test
    void theOperatorsOwnNetworkIsNotCalledUnlessHePermitsIt() {
        Vertx vertx = Vertx.vertx();
        try (GuardedCaller strict = GuardedCaller.keepingConnections(vertx, AddressGuard.strict(), List.of())) {
            OpenAiEmbedder embedder = new OpenAiEmbedder(settings(1, "m", 2), strict);
            assertThatThrownBy(() -> embedder.embed(List.of("text")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("network that may not be called");
        } finally {
            vertx.close().await();
        }
    }
}
