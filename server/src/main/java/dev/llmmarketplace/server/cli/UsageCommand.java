package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was called and what it cost. */
@Command(
        name = "usage",
        description = "Show what was called and what it cost.",
        footer = {
            "",
            "Times are UTC, as in 2026-11-01T00:00:00Z. A call is shown within two seconds of its end.",
            "Examples:",
            "  marketplace usage",
            "  marketplace usage --summary --from 2026-11-01T00:00:00Z",
            "  marketplace usage --as provider --service acme/support-chat -o json",
        })
final class UsageCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Option(names = "--summary", description = "One line per service instead of one per call.")
    private boolean summary;

    @Option(names = "--service", paramLabel = "PROVIDER/SERVICE", description = "Only this service.")
    private @Nullable String service;

    @Option(names = "--key", paramLabel = "ID", description = "Only calls with this key.")
    private @Nullable String key;

    @Option(names = "--outcome", description = "Only calls that ended so, for example completed.")
    private @Nullable String outcome;

    @Option(names = "--from", paramLabel = "TIME", description = "Started at or after.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Started before.")
    private @Nullable String to;

    @Option(names = "--as", paramLabel = "ROLE", description = "consumer (your calls) or provider (calls to you).")
    private @Nullable String as;

    @Option(names = "--limit", defaultValue = "20", description = "Most calls, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--cursor", description = "The next page, as the page before named it.")
    private @Nullable String cursor;

    @Override
    public void run() {
        Query query = new Query(summary ? "/api/v1/usage/summary" : "/api/v1/usage")
                .with("service", service)
                .with("key", key)
                .with("outcome", outcome)
                .with("from", from)
                .with("to", to)
                .with("as", as);
        if (!summary) {
            query.with("limit", limit).with("cursor", cursor);
        }
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(query.toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private void print(JsonNode answer, PrintWriter out) {
        if (answer.path("items").isEmpty()) {
            out.println("No calls.");
            return;
        }
        (summary ? sums(answer.path("items")) : calls(answer.path("items"))).print(out, Terminal.width());
        if (answer.has("next")) {
            out.println("More with --cursor " + answer.get("next").asText());
        }
    }

    static Table calls(JsonNode records) {
        Table table = new Table("STARTED", "SERVICE", ">IN", ">OUT", ">COST", ">MS", "OUTCOME");
        for (JsonNode call : records) {
            table.row(
                    Figures.time(call.path("startedAt")),
                    call.path("service").asText(),
                    Figures.count(call.at("/usage/promptTokens").asLong()),
                    Figures.count(call.at("/usage/answerTokens").asLong()),
                    Figures.money(call.path("cost")),
                    Figures.millis(call.path("durationMillis").asDouble()),
                    call.path("outcome").asText() + flags(call.path("flags")));
        }
        return table;
    }

    private static String flags(JsonNode flags) {
        StringBuilder text = new StringBuilder();
        flags.forEach(flag -> text.append(text.isEmpty() ? " (" : ", ").append(flag.asText()));
        return text.isEmpty() ? "" : text.append(')').toString();
    }

    static Table sums(JsonNode services) {
        Table table = new Table("SERVICE", ">CALLS", ">DONE", ">IN", ">OUT", ">COST", ">P50 MS", ">P95 MS");
        for (JsonNode sum : services) {
            table.row(
                    sum.path("service").asText(),
                    Figures.count(sum.path("calls").asLong()),
                    Figures.count(sum.path("completed").asLong()),
                    Figures.count(sum.path("promptTokens").asLong()),
                    Figures.count(sum.path("answerTokens").asLong()),
                    Figures.money(sum.path("cost")),
                    Figures.millis(sum.path("p50Millis").asDouble()),
                    Figures.millis(sum.path("p95Millis").asDouble()));
        }
        return table;
    }
}
