package dev.llmmarketplace.server.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The management API of a running marketplace ({@code api/openapi.yaml}). Signed in by a session, which is renewed when
 * its access token has expired.
 *
 * <p>Every method throws {@link ProblemAnswer} when the server refuses and {@link Unreachable} when there is none.
 */
public final class MarketplaceClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JSON_TYPE = "application/json";

    private final Transport transport;
    private final Consumer<Session> renewed;
    private volatile Session session;

    /** @param renewed is told each new session, to keep it */
    public MarketplaceClient(URI server, Session session, Consumer<Session> renewed) {
        this.transport = new Transport(server);
        this.session = session;
        this.renewed = renewed;
    }

    /** Nobody is signed in, and nothing is kept. */
    public static MarketplaceClient anonymous(URI server) {
        return new MarketplaceClient(server, Session.NONE, session -> {});
    }

    public URI server() {
        return transport.server();
    }

    public Session session() {
        return session;
    }

    /** Calls through the gateway with an API key, at the same server. */
    public DataPlane dataPlane(String key) {
        return new DataPlane(transport, key);
    }

    /** Signs in; the session is this client's from now on. */
    public JsonNode login(String email, String password) {
        JsonNode answer =
                post("/api/v1/auth/login", object().put("email", email).put("password", password));
        adopt(email, answer);
        return answer;
    }

    /** Takes over the tokens of an answer to a sign-in, a sign-up or a renewal. */
    public void adopt(String email, JsonNode tokens) {
        session = session.signedIn(
                email,
                tokens.path("accessToken").asText(),
                tokens.path("refreshToken").asText());
        renewed.accept(session);
    }

    /** @param path with its query, from the root */
    public JsonNode get(String path) {
        return exchange("GET", path, JSON_TYPE, "");
    }

    public JsonNode post(String path, JsonNode body) {
        return exchange("POST", path, JSON_TYPE, body.toString());
    }

    /** Sends a text as it stands, such as a manifest in YAML. */
    public JsonNode post(String path, String contentType, String body) {
        return exchange("POST", path, contentType, body);
    }

    /** As {@link #post(String, String, String)}, not waiting for what takes time (RFC 7240): 202 tells where to follow it. */
    public JsonNode postWithoutWaiting(String path, String contentType, String body) {
        return exchange("POST", path, contentType, body, Map.of("prefer", "respond-async"));
    }

    public JsonNode put(String path, JsonNode body) {
        return exchange("PUT", path, JSON_TYPE, body.toString());
    }

    /** As {@link #post(String, String, String)}. */
    public JsonNode put(String path, String contentType, String body) {
        return exchange("PUT", path, contentType, body);
    }

    /** As {@link #put(String, String, String)}, if it is still what had {@code etag} (RFC 9110, section 13.1.1). */
    public JsonNode putIfMatch(String path, String etag, String contentType, String body) {
        return exchange("PUT", path, contentType, body, Map.of("if-match", etag));
    }

    public JsonNode patch(String path, JsonNode body) {
        return exchange("PATCH", path, JSON_TYPE, body.toString());
    }

    public JsonNode delete(String path) {
        return exchange("DELETE", path, JSON_TYPE, "");
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private JsonNode exchange(String method, String path, String contentType, String body) {
        return exchange(method, path, contentType, body, Map.of());
    }

    private JsonNode exchange(
            String method, String path, String contentType, String body, Map<String, String> headers) {
        HttpResponse<String> response = send(method, path, contentType, body, headers);
        if (response.statusCode() == 401 && session.refreshToken() != null && !path.startsWith("/api/v1/auth/")) {
            renew(session.refreshToken());
            response = send(method, path, contentType, body, headers);
        }
        if (response.statusCode() >= 400) {
            throw new ProblemAnswer(ApiProblem.of(response.statusCode(), response.headers(), response.body()));
        }
        return read(response);
    }

    private void renew(String refreshToken) {
        String body = object().put("refreshToken", refreshToken).toString();
        HttpResponse<String> response = send("POST", "/api/v1/auth/refresh", JSON_TYPE, body, Map.of());
        if (response.statusCode() == 200) {
            adopt(String.valueOf(session.email()), read(response));
        }
    }

    private HttpResponse<String> send(
            String method, String path, String contentType, String body, Map<String, String> headers) {
        BodyPublisher publisher =
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        HttpRequest.Builder request = transport.request(path).method(method, publisher);
        headers.forEach(request::header);
        request.header("accept", JSON_TYPE + ", application/problem+json");
        if (!body.isEmpty()) {
            request.header("content-type", contentType);
        }
        if (session.accessToken() != null && !session.accessToken().isBlank()) {
            request.header("authorization", "Bearer " + session.accessToken());
        }
        return transport.send(request.build());
    }

    private static JsonNode read(HttpResponse<String> response) {
        if (response.body().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ProblemAnswer(ApiProblem.of(response.statusCode(), response.headers(), response.body()));
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
