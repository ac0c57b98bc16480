package dev.llmmarketplace.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.search.Embedder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running provider and a client that speaks to it. */
final class ProviderFixture implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    final BundledProvider provider;

    ProviderFixture(@Nullable Secret key, @Nullable Path log) {
        provider =
                BundledProvider.start(vertx, new ProviderSettings("127.0.0.1", 0, key, log, 2), new LengthEmbedder());
    }

    HttpResponse<String> post(String route, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/v1/" + route)).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    /** Asks the chat model; {@code more} are further members of the body, each beginning with a comma. */
    HttpResponse<String> chat(String text, String more) throws IOException, InterruptedException {
        String message = JSON.writeValueAsString(text);
        return post(
                "chat/completions",
                "{\"model\":\"echo-chat\",\"messages\":[{\"role\":\"user\",\"content\":" + message + "}]" + more + "}");
    }

    /** The events of a stream but the end mark. */
    static List<JsonNode> events(HttpResponse<String> response) {
        return Stream.of(response.body().split("\n\n", -1))
                .filter(event -> event.contains("data: {"))
                .map(event -> read(event.substring(event.indexOf('{'))))
                .toList();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + provider.port() + path);
    }

    @Override
    public void close() {
        client.close();
        provider.close();
        vertx.close().await();
    }

    /** Vectors that tell the text's length, tokens that tell its words: enough to see what goes where. */
    private static final class LengthEmbedder implements Embedder {
        @Override
        public String model() {
            return "length";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double relatedFrom() {
            return 0;
        }

        @Override
        public List<Embedding> embed(List<String> texts) {
            return texts.stream()
                    .map(text -> new Embedding(new float[] {text.length(), 0.5f}, text.split(" ", -1).length + 2))
                    .toList();
        }
    }
}
