package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds services by words and by meaning. */
@Command(
        name = "search",
        description = "Find services by words and by meaning.",
        footer = {
            "",
            "Without words it lists what the filters let through. Prices are dollars per million tokens.",
            "Examples:",
            "  marketplace search cheap model that reads images",
            "  marketplace search --free --min-context 128000 --sort context",
            "  marketplace search 'newest with tools, at least 200k context, in the EU, under $1 per million'",
            "  marketplace search --where certification=SOC2 --where maxBlendedPrice=1 --sort price-blended",
            "  marketplace search --input-tokens 2000 --output-tokens 500 --calls-per-month 100000 --sort workload",
            "  marketplace search code --provider mistralai --provider qwen -o json",
        })
final class SearchCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "What you look for.")
    private @Nullable List<String> words;

    @Option(names = "--category", description = "For example text-generation, embeddings. May be repeated.")
    private @Nullable List<String> category;

    @Option(names = "--provider", description = "Slug of a provider. May be repeated.")
    private @Nullable List<String> provider;

    @Option(names = "--tag", description = "For example tools, vision. May be repeated.")
    private @Nullable List<String> tag;

    @Option(names = "--max-input-price", paramLabel = "PRICE", description = "Per million prompt tokens.")
    private @Nullable BigDecimal maxInputPrice;

    @Option(names = "--max-output-price", paramLabel = "PRICE", description = "Per million answer tokens.")
    private @Nullable BigDecimal maxOutputPrice;

    @Option(names = "--min-context", paramLabel = "TOKENS", description = "Least context.")
    private @Nullable Long minContext;

    @Option(names = "--input-tokens", paramLabel = "N", description = "Of a call of your workload; prices every hit.")
    private @Nullable Long inputTokens;

    @Option(names = "--cached-tokens", paramLabel = "N", description = "Prompt tokens of a call that a cache holds.")
    private @Nullable Long cachedTokens;

    @Option(names = "--output-tokens", paramLabel = "N", description = "Answer tokens of a call.")
    private @Nullable Long outputTokens;

    @Option(names = "--calls-per-month", paramLabel = "N", description = "Calls of your workload.")
    private @Nullable Long callsPerMonth;

    @Option(names = "--free", description = "Only what costs nothing.")
    private boolean free;

    @Option(names = "--callable", description = "Only what can be called here, not merely looked at.")
    private boolean callable;

    @Option(
            names = "--where",
            paramLabel = "FILTER=VALUE",
            description = "Any filter of the REST interface, for example certification=SOC2, maxBlendedPrice=1,"
                    + " releasedAfter=2026-01-01. May be repeated.")
    private @Nullable List<String> where;

    @Option(
            names = "--sort",
            description =
                    "relevance, name, newest, updated, price-input, price-output, price-blended, workload, context,"
                            + " output-tokens, availability, latency, retention, measured-latency, uptime or rating.")
    private @Nullable String sort;

    @Option(
            names = "--no-constraints",
            description = "Take phrases such as 'under $1 per million' as text, not as filters.")
    private boolean literal;

    @Option(names = "--explain", description = "Show what scores are made of; needs the permission.")
    private boolean explain;

    @Option(names = "--denied", description = "Also what policies deny your organisation, with the reason.")
    private boolean denied;

    @Option(names = "--limit", defaultValue = "20", description = "Most hits, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--cursor", description = "The next page, as the page before named it.")
    private @Nullable String cursor;

    @Override
    public void run() {
        Query query = new Query("/api/v1/search")
                .with("q", words == null ? null : String.join(" ", words))
                .withAll("category", category)
                .withAll("provider", provider)
                .withAll("tag", tag)
                .with("maxInputPrice", maxInputPrice)
                .with("maxOutputPrice", maxOutputPrice)
                .with("minContext", minContext)
                .with("inputTokens", inputTokens)
                .with("cachedTokens", cachedTokens)
                .with("outputTokens", outputTokens)
                .with("callsPerMonth", callsPerMonth)
                .withFlag("free", free)
                .withFlag("callable", callable)
                .withFlag("explain", explain)
                .withFlag("denied", denied)
                .with("constraints", literal ? "false" : null)
                .with("sort", sort)
                .with("limit", limit)
                .with("cursor", cursor);
        conditions().forEach(condition -> query.with(condition[0], condition[1]));
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(query.toString());
            client.show(answer, out -> print(answer, out));
        }
    }

    private List<String[]> conditions() {
        return where == null ? List.of() : where.stream().map(this::condition).toList();
    }

    private String[] condition(String text) {
        String[] parts = text.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--where takes FILTER=VALUE, for example --where certification=SOC2; was '" + text + "'.");
        }
        return parts;
    }

    private static void print(JsonNode answer, PrintWriter out) {
        printUnderstood(answer.path("understood"), out);
        JsonNode hits = answer.path("hits");
        if (answer.has("degraded")) {
            out.println("The embedding model cannot be asked at the moment: this was found by words alone.");
            out.println();
        }
        printWithheld(answer.path("withheld").asInt(), out);
        if (hits.isEmpty()) {
            out.println("Nothing was found. Try fewer words or filters.");
            return;
        }
        table(hits).print(out, Terminal.width());
        out.println();
        out.println(hits.size() + " of " + answer.path("total").asLong() + " in "
                + Figures.millis(answer.path("tookMillis").asDouble()) + " ms; prices per million tokens");
        if (answer.has("next")) {
            out.println("More with --cursor " + answer.get("next").asText());
        }
    }

    private static void printWithheld(int withheld, PrintWriter out) {
        if (withheld > 0) {
            out.println("Policies deny your organisation " + withheld + " of what was found (--denied shows it)");
            out.println();
        }
    }

    private static void printUnderstood(JsonNode understood, PrintWriter out) {
        for (JsonNode one : understood) {
            out.println("Understood \"" + one.path("text").asText() + "\" as "
                    + one.path("filter").asText() + "=" + one.path("value").asText());
        }
        if (!understood.isEmpty()) {
            out.println("(--no-constraints takes all of it as text)");
            out.println();
        }
    }

    static Table table(JsonNode hits) {
        boolean priced = hits.findValue("workload") != null;
        Table table = priced
                ? new Table("SERVICE", ">IN", ">OUT", ">PER MONTH", ">CONTEXT", "WHY")
                : new Table("SERVICE", ">IN", ">OUT", ">CONTEXT", "WHY");
        for (JsonNode hit : hits) {
            JsonNode service = hit.path("service");
            List<String> cells = new ArrayList<>(List.of(
                    service.path("name").asText(),
                    Figures.price(service.path("pricing"), "input"),
                    Figures.price(service.path("pricing"), "output")));
            if (priced) {
                cells.add(perMonth(hit.at("/workload/perMonth")));
            }
            cells.add(Figures.tokens(service.at("/limits/contextTokens").asLong()));
            cells.add(why(hit));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String why(JsonNode hit) {
        JsonNode denial = hit.at("/service/denial");
        return denial.isMissingNode()
                ? StreamSupport.stream(hit.path("matched").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : "denied: " + denial.path("reason").asText();
    }

    private static String perMonth(JsonNode money) {
        return money.isMissingNode()
                ? ""
                : money.path("amount").asText() + " " + money.path("currency").asText();
    }
}
