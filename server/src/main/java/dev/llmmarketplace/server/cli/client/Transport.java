package dev.llmmarketplace.server.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends requests to one server and turns what went wrong on the way into {@link Unreachable}. Thread-safe. */
final class Transport implements AutoCloseable {
    private final URI server;
    private final HttpClient client;

    Transport(URI server) {
        this.server = server;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    URI server() {
        return server;
    }

    /** @param path with its query, from the root */
    HttpRequest.Builder request(String path) {
        String base = server.toString();
        return HttpRequest.newBuilder(
                        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path))
                .timeout(Duration.ofMinutes(2));
    }

    HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<InputStream> stream(HttpRequest request) {
        return send(request, BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (HttpTimeoutException e) {
            throw new Unreachable(server, "it did not answer in time", e);
        } catch (ConnectException e) {
            throw new Unreachable(server, "nobody listens there", e);
        } catch (IOException e) {
            throw new Unreachable(server, "the connection broke (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(server, "interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
