package dev.llmmarketplace.adapters.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Posts a batch and waits for the answer, on the thread that exports. A batch that is refused is lost, not repeated. */
final class JdkHttpSender implements HttpSender {
    private final HttpSenderConfig config;
    private final HttpClient client;

    JdkHttpSender(HttpSenderConfig config) {
        this.config = config;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(config.getConnectTimeout());
        @Nullable SSLContext tls = config.getSslContext();
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.client = builder.build();
    }

    private record Answer(int getStatusCode, byte[] getResponseBody) implements HttpResponse {
        @Override
        public String getStatusMessage() {
            return "status " + getStatusCode;
        }
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
        try {
            java.net.http.HttpResponse<byte[]> answer = client.send(request(message), BodyHandlers.ofByteArray());
            answered.accept(new Answer(answer.statusCode(), answer.body()));
        } catch (IOException e) {
            failed.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.accept(e);
        }
    }

    private HttpRequest request(MessageWriter message) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.getEndpoint())
                .timeout(config.getTimeout())
                .header("content-type", config.getContentType());
        config.getHeadersSupplier()
                .get()
                .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        @Nullable Compressor compressor = config.getCompressor();
        if (compressor == null) {
            message.writeMessage(bytes);
        } else {
            request.header("content-encoding", compressor.getEncoding());
            try (OutputStream compressed = compressor.compress(bytes)) {
                message.writeMessage(compressed);
            }
        }
        return request.POST(BodyPublishers.ofByteArray(bytes.toByteArray())).build();
    }

    @Override
    public CompletableResultCode shutdown() {
        client.shutdownNow();
        return CompletableResultCode.ofSuccess();
    }
}
