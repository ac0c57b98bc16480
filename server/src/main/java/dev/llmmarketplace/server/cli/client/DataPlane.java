package dev.llmmarketplace.server.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Calls of models through the gateway, in OpenAI's format. Throws {@link ProblemAnswer} and {@link Unreachable} as
 * {@link MarketplaceClient} does.
 */
public final class DataPlane {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "data:";

    private final Transport transport;
    private final String key;

    DataPlane(Transport transport, String key) {
        this.transport = transport;
        this.key = key;
    }

    /**
     * An answer in one piece.
     *
     * @param callId the marketplace's own id of the call; empty when the server is none
     * @param cost decimal amount; empty when not said
     */
    public record Reply(JsonNode body, String callId, String cost) {}

    /** What the key may call. */
    public JsonNode models() {
        HttpRequest request = transport
                .request("/v1/models")
                .header("authorization", "Bearer " + key)
                .build();
        HttpResponse<String> response = transport.send(request);
        refuse(response.statusCode(), response.headers(), response.body());
        return event(response.body()).path("data");
    }

    /** @param route for example {@code chat/completions} */
    public Reply call(String route, JsonNode body) {
        HttpResponse<String> response = transport.send(request(route, body));
        refuse(response.statusCode(), response.headers(), response.body());
        return new Reply(
                event(response.body()),
                header(response, "x-marketplace-call-id"),
                header(response, "x-marketplace-cost"));
    }

    /**
     * Streams a chat.
     *
     * @param events is told each event but the end mark
     * @return the call's id; empty when the server is no marketplace
     * @throws UncheckedIOException when the stream breaks off
     */
    public String stream(JsonNode body, Consumer<JsonNode> events) {
        HttpResponse<InputStream> response = transport.stream(request("chat/completions", body));
        try (InputStream input = response.body()) {
            if (response.statusCode() >= 400) {
                String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
                refuse(response.statusCode(), response.headers(), text);
            }
            events(input, response.headers(), events);
        } catch (IOException e) {
            throw new UncheckedIOException("The answer broke off: " + e.getMessage(), e);
        }
        return header(response, "x-marketplace-call-id");
    }

    private static void events(InputStream input, HttpHeaders headers, Consumer<JsonNode> events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
            if (data.equals("[DONE]")) {
                return;
            }
            if (!data.isEmpty()) {
                JsonNode event = event(data);
                if (event.has("error")) {
                    throw new ProblemAnswer(ApiProblem.of(502, headers, data));
                }
                events.accept(event);
            }
        }
        throw new IOException("it ended without its end mark");
    }

    private HttpRequest request(String route, JsonNode body) {
        return transport
                .request("/v1/" + route)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }

    private static void refuse(int status, HttpHeaders headers, String body) {
        if (status >= 400) {
            throw new ProblemAnswer(ApiProblem.of(status, headers, body));
        }
    }

    private static JsonNode event(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
