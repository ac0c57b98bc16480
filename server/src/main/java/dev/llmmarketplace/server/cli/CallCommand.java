package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.DataPlane;
import dev.llmmarketplace.server.cli.client.DataPlane.Reply;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a service through the gateway: a chat that is printed as it comes, or an embedding. */
@Command(
        name = "call",
        description = "Call a service: chat, or embed a text.",
        footer = {
            "",
            "The key is --key, or MARKETPLACE_KEY, or the one of 'keys create --save'.",
            "Examples:",
            "  marketplace call acme/support-chat Hello, who are you?",
            "  git diff | marketplace call acme/support-chat -",
            "  marketplace call acme/embed --embed 'a text' -o json",
        })
final class CallCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(index = "0", paramLabel = "PROVIDER/SERVICE", description = "The service; @VERSION may follow.")
    private String model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TEXT",
            description = "What to send; - for standard input.")
    private List<String> text;

    @Option(names = "--key", defaultValue = "${env:MARKETPLACE_KEY:-}", description = "API key (or MARKETPLACE_KEY).")
    private String key;

    @Option(names = "--embed", description = "Embed the text instead of chatting.")
    private boolean embed;

    @Option(names = "--system", paramLabel = "TEXT", description = "A system message before the text.")
    private @Nullable String system;

    @Option(names = "--max-tokens", paramLabel = "TOKENS", description = "Bound of the answer.")
    private @Nullable Integer maxTokens;

    @Option(names = "--no-stream", description = "Wait for the whole answer.")
    private boolean noStream;

    @Override
    public void run() {
        String input = text.equals(List.of("-")) ? standardInput() : String.join(" ", text);
        try (MarketplaceClient marketplace = client.connect()) {
            DataPlane gateway = marketplace.dataPlane(key(marketplace));
            if (embed) {
                embed(gateway, input);
            } else if (noStream || client.json()) {
                whole(gateway, chat(input));
            } else {
                stream(gateway, chat(input));
            }
        }
    }

    private String key(MarketplaceClient marketplace) {
        return Optional.of(key)
                .filter(given -> !given.isBlank())
                .or(() -> Optional.ofNullable(marketplace.session().key()))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "No API key. Make one with 'marketplace keys create NAME --save', or give --key."));
    }

    private ObjectNode chat(String input) {
        ObjectNode body = MarketplaceClient.object().put("model", model);
        ArrayNode messages = body.putArray("messages");
        if (system != null) {
            messages.addObject().put("role", "system").put("content", system);
        }
        messages.addObject().put("role", "user").put("content", input);
        if (maxTokens != null) {
            body.put("max_tokens", maxTokens);
        }
        return body;
    }

    private void whole(DataPlane gateway, ObjectNode body) {
        Reply reply = gateway.call("chat/completions", body);
        client.show(
                reply.body(),
                out -> out.println(reply.body().at("/choices/0/message/content").asText()));
        note(reply.body().path("usage"), reply.callId(), reply.cost());
    }

    private void stream(DataPlane gateway, ObjectNode body) {
        body.put("stream", true).putObject("stream_options").put("include_usage", true);
        PrintWriter out = client.out();
        JsonNode[] usage = {MarketplaceClient.object()};
        String callId = gateway.stream(body, event -> {
            out.print(event.at("/choices/0/delta/content").asText(""));
            out.flush();
            if (event.path("usage").isObject()) {
                usage[0] = event.get("usage");
            }
        });
        out.println();
        out.flush();
        note(usage[0], callId, "");
    }

    private void embed(DataPlane gateway, String input) {
        Reply reply = gateway.call(
                "embeddings", MarketplaceClient.object().put("model", model).put("input", input));
        client.show(reply.body(), out -> {
            JsonNode vector = reply.body().at("/data/0/embedding");
            StringBuilder start = new StringBuilder();
            for (int i = 0; i < Math.min(4, vector.size()); i++) {
                start.append(vector.get(i).asText()).append(", ");
            }
            out.println(vector.size() + " dimensions: " + start + "…");
        });
        note(reply.body().path("usage"), reply.callId(), reply.cost());
    }

    /** On standard error, so that the answer alone can be piped on. */
    private void note(JsonNode usage, String callId, String cost) {
        client.err()
                .println("[" + usage.path("prompt_tokens").asLong() + " tokens in, "
                        + usage.path("completion_tokens").asLong() + " out"
                        + (cost.isEmpty() ? "" : ", cost " + cost)
                        + (callId.isEmpty() ? "" : ", call " + callId)
                        + "]");
        client.err().flush();
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read standard input", e);
        }
    }
}
