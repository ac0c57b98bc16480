package dev.llmmarketplace.server.rpc;

import com.google.protobuf.ByteString;
import dev.llmmarketplace.gateway.OnBehalf;
import io.grpc.Context;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Sends calls to the data plane of this process, as they would come over HTTP. Thread-safe. */
final class DataPlaneDoor implements AutoCloseable {
    /** Of a caller's metadata, what goes along. */
    static final Set<String> PASSED = Set.of(
            "x-request-id",
            "idempotency-key",
            "traceparent",
            "tracestate",
            "accept",
            "accept-language",
            "content-encoding",
            "x-marketplace-affinity",
            "anthropic-version",
            "anthropic-beta");

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI data;
    private final OnBehalf onBehalf;
    private final long mostBytes;

    /** @param mostBytes of an answer: it is held as a whole */
    DataPlaneDoor(URI data, OnBehalf onBehalf, long mostBytes) {
        this.data = data;
        this.onBehalf = onBehalf;
        this.mostBytes = mostBytes;
    }

    /** @param headers besides who calls */
    CompletableFuture<HttpResponse<byte[]>> invoke(
            Visitor visitor, String service, ByteString body, Map<String, String> headers) {
        String id = URLEncoder.encode(service, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(data.resolve("/api/v1/services/" + id + "/invoke"));
        headers.forEach(request::setHeader);
        if (visitor.authorization() != null) {
            request.setHeader("authorization", visitor.authorization());
        }
        if (visitor.apiKey() != null) {
            request.setHeader("x-api-key", visitor.apiKey());
        }
        request.setHeader(OnBehalf.HEADER, onBehalf.of(visitor.address()));
        request.POST(
                body.isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(body::newInput), body.size()));
        return send(request.build());
    }

    /** A caller that goes away takes his call with him. */
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
        Context.current().addListener(_ -> answer.cancel(true), Runnable::run);
        return answer;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
