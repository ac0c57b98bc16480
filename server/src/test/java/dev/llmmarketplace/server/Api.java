package dev.llmmarketplace.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Talks to a marketplace as someone, or as nobody. */
public final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI address;
    private final Optional<String> token;

    public Api(URI address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    public URI address() {
        return address;
    }

    /** Of who is signed in, for requests that are put together by hand. */
    public String token() {
        return token.orElseThrow();
    }

    public Api with(String accessToken) {
        return new Api(address, Optional.of(accessToken));
    }

    /** Signs in. */
    public Api as(String email, String password) {
        Reply reply =
                post("/api/v1/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
        return with(reply.expect(200).at("/accessToken"));
    }

    public Reply get(String path) {
        return send("GET", path, request -> request);
    }

    public Reply delete(String path) {
        return send("DELETE", path, request -> request);
    }

    public Reply post(String path, String json) {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Reply post(String path, String contentType, byte[] body) {
        return send("POST", path, contentType, body);
    }

    public Reply put(String path, String json) {
        return send("PUT", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Reply patch(String path, String json) {
        return send("PATCH", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Reply publish(String yaml) {
        return post("/api/v1/services", "application/yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    public Reply send(String method, String path, String contentType, byte[] body) {
        return send(
                method,
                path,
                request ->
                        request.header("content-type", contentType).method(method, BodyPublishers.ofByteArray(body)));
    }

    public Reply send(String method, String path, UnaryOperator<HttpRequest.Builder> change) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).method(method, BodyPublishers.noBody());
        token.ifPresent(value -> request.header("authorization", "Bearer " + value));
        try {
            return new Reply(CLIENT.send(change.apply(request).build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
