package dev.llmmarketplace.it.trade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP as one person or program, or as nobody. */
public final class Rest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI address;
    private final @Nullable String token;

    private Rest(URI address, @Nullable String token) {
        this.address = address;
        this.token = token;
    }

    /** Nobody. */
    public static Rest at(URI address) {
        return new Rest(address, null);
    }

    /** Whoever {@code token} stands for: an access token or an API key. */
    public Rest as(String token) {
        return new Rest(address, token);
    }

    /** An answer as it came, whatever its status. */
    public record Text(int status, HttpHeaders headers, String body) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** An answer in JSON, whatever its status. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        /** The body, when the status is {@code expected}. */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + ", was " + status + ": " + body);
            }
            return body;
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return answer(send("GET", path, null));
    }

    public Text getText(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Map<String, ?> body) {
        return answer(postForText(path, body));
    }

    public Text postForText(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    /** As {@link #post}, with further headers. */
    public Answer postWith(Map<String, String> headers, String path, Map<String, ?> body) {
        return answer(send("POST", path, body, headers));
    }

    public Answer put(String path, Map<String, ?> body) {
        return answer(send("PUT", path, body));
    }

    public Answer delete(String path) {
        return answer(send("DELETE", path, null));
    }

    private Text send(String method, String path, @Nullable Map<String, ?> body) {
        return send(method, path, body, Map.of());
    }

    private Text send(String method, String path, @Nullable Map<String, ?> body, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = request(method, path, body);
            headers.forEach(request::header);
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Text(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder request(String method, String path, @Nullable Map<String, ?> body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofMinutes(1));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .header("content-type", "application/json");
        }
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        return request;
    }

    private static Answer answer(Text text) {
        try {
            JsonNode body = text.body().isEmpty() ? JSON.missingNode() : JSON.readTree(text.body());
            return new Answer(text.status(), text.headers(), body);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError("no JSON: " + text.body(), noJson);
        }
    }
}
