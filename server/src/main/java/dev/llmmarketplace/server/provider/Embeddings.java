package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Embedder.Embedding;
import dev.llmmarketplace.server.provider.Directives.Fault;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves {@code POST /v1/embeddings} by the model {@value #MODEL}, whose tokens are counted by its own tokenizer. */
final class Embeddings implements ModelRoute {
    static final String MODEL = "minilm";

    private final Vertx vertx;
    private final CallLog log;
    private final Embedder embedder;

    Embeddings(Vertx vertx, CallLog log, Embedder embedder) {
        this.vertx = vertx;
        this.log = log;
        this.embedder = embedder;
    }

    @Override
    public String name() {
        return "embeddings";
    }

    @Override
    public void serve(Exchange exchange, byte[] body) {
        EmbeddingRequest request = EmbeddingRequest.read(body);
        if (!request.model().equals(MODEL)) {
            throw ProviderError.unknownModel(request.model(), "embeddings");
        }
        vertx.executeBlocking(() -> embedder.embed(request.input()), false)
                .onSuccess(embeddings ->
                        later(request, () -> exchange.guard(() -> answer(exchange, request, embeddings))))
                .onFailure(failure -> exchange.fail(ProviderError.broken(new IllegalStateException(failure))));
    }

    private void later(EmbeddingRequest request, Runnable step) {
        long delay = request.directives().timing().delay();
        if (delay > 0) {
            vertx.setTimer(delay, timer -> step.run());
        } else {
            step.run();
        }
    }

    private void answer(Exchange exchange, EmbeddingRequest request, List<Embedding> embeddings) {
        Fault fault = request.directives().fault();
        int tokens = embeddings.stream().mapToInt(Embedding::tokens).sum();
        Call call = log.begin(exchange.arrival(name()), MODEL, tokens, 0);
        StatedUsage usage = request.directives().reporting().usage(tokens, 0);
        new UnaryReply(log, exchange, call).send(fault, json(embeddings, request.base64(), usage));
    }

    private static String json(List<Embedding> embeddings, boolean base64, @Nullable StatedUsage usage) {
        StringBuilder json = new StringBuilder(embeddings.size() * 4096);
        json.append("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < embeddings.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":")
                    .append(i);
            json.append(",\"embedding\":");
            float[] vector = embeddings.get(i).vector();
            if (base64) {
                json.append('"').append(base64(vector)).append('"');
            } else {
                numbers(json, vector);
            }
            json.append('}');
        }
        json.append("],\"model\":\"" + MODEL + "\"");
        if (usage != null) {
            json.append(",\"usage\":").append(usage.promptAndCompletion());
        }
        return json.append('}').toString();
    }

    private static void numbers(StringBuilder json, float[] vector) {
        json.append('[');
        for (int i = 0; i < vector.length; i++) {
            json.append(i == 0 ? "" : ",").append(vector[i]);
        }
        json.append(']');
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
