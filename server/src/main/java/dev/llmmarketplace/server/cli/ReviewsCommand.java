package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What callers think of a service, and what oneself does. */
@Command(
        name = "reviews",
        description = "Show what callers think of a service, or review it.",
        footer = {
            "",
            "One review per user and service, by those whose organisation has called it; a second one replaces the first.",
            "Examples:",
            "  marketplace reviews acme/support-chat",
            "  marketplace reviews acme/support-chat --stars 4",
            "  marketplace reviews acme/support-chat --withdraw",
        })
final class ReviewsCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.")
    private String service;

    @Option(names = "--stars", description = "Rate it, 1 to 5.")
    private @Nullable Integer stars;

    @Option(names = "--text", description = "Why, in 100 to 2,000 characters; with --stars.")
    private @Nullable String text;

    @Option(names = "--withdraw", description = "Take your own review back.")
    private boolean withdraw;

    @Option(names = "--limit", defaultValue = "20", description = "Most reviews, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public void run() {
        ServiceReference reference = ServiceReference.parse(service);
        try (MarketplaceClient marketplace = client.connect()) {
            String path =
                    "/api/v1/services/" + reference.find(marketplace).path("id").asText();
            if (withdraw) {
                marketplace.delete(path + "/review");
            } else if (stars != null) {
                marketplace.put(path + "/review", written(stars));
            }
            JsonNode answer = marketplace.get(
                    new Query(path + "/reviews").with("limit", limit).toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private ObjectNode written(int given) {
        ObjectNode body = MarketplaceClient.object();
        body.put("stars", given);
        if (text != null) {
            body.put("text", text);
        }
        return body;
    }

    private static void print(JsonNode answer, PrintWriter out) {
        JsonNode summary = answer.path("summary");
        if (!summary.has("rating")) {
            out.println("Nobody has reviewed it yet.");
            return;
        }
        out.println(String.format(
                Locale.ROOT,
                "%.1f of 5 from %d reviews",
                summary.path("rating").asDouble(),
                summary.path("reviews").asLong()));
        out.println();
        for (JsonNode review : answer.path("items")) {
            out.println("*".repeat(review.path("stars").asInt()) + "  "
                    + review.path("writtenAt").asText().substring(0, 10)
                    + (review.path("own").asBoolean() ? "  (yours)" : ""));
            if (review.has("text")) {
                out.println(review.path("text").asText());
            }
        }
    }
}
