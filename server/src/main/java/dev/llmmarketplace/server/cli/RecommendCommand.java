package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What may suit whoever is signed in, and his consent to be watched for it. */
@Command(
        name = "recommend",
        description = "Show services that may suit you, by what your organisation calls.",
        footer = {
            "",
            "What you look at counts too, if you consent to its being recorded (--record); it is forgotten after 90 days,",
            "and at once when you withdraw your consent (--no-record).",
        })
final class RecommendCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Option(names = "--limit", defaultValue = "10", description = "Most, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @ArgGroup
    private @Nullable Consent consent;

    /** One or the other. */
    static final class Consent {
        @Option(names = "--record", description = "Consent to the recording of what you look at.")
        private boolean given;

        @Option(names = "--no-record", description = "Withdraw the consent; what was recorded is forgotten.")
        private boolean withdrawn;
    }

    @Override
    public void run() {
        try (MarketplaceClient marketplace = client.connect()) {
            if (consent != null) {
                marketplace.put(
                        "/api/v1/personalisation",
                        MarketplaceClient.object().put("recordInteractions", consent.given && !consent.withdrawn));
            }
            JsonNode answer = marketplace.get(
                    new Query("/api/v1/recommendations").with("limit", limit).toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private static void print(JsonNode answer, PrintWriter out) {
        Table table = new Table("SERVICE", ">SCORE", ">CONFIDENCE", "WHY");
        answer.path("items")
                .forEach(item -> table.row(
                        item.at("/service/name").asText(),
                        String.format(Locale.ROOT, "%.2f", item.path("score").asDouble()),
                        String.format(
                                Locale.ROOT, "%.1f", item.path("confidence").asDouble()),
                        why(item.path("reason"))));
        table.print(out, Terminal.width());
    }

    private static String why(JsonNode reason) {
        String because = reason.path("because").asText();
        return switch (reason.path("kind").asText()) {
            case "used-together" -> "callers of " + because + " call it";
            case "alike" -> "like " + because;
            case "trending" -> "trending";
            case "popular" -> "popular";
            default -> "first of its category";
        };
    }
}
