package dev.llmmarketplace.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.Figures;
import dev.llmmarketplace.server.provider.CallLog.Totals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Lays the marketplace's ledger beside the provider's own count. */
record Reckoning(List<Line> lines) {
    private static final Totals NOTHING = new Totals(0, 0, 0, 0);

    /** @param ledger calls and tokens as the marketplace has them, in the provider's terms */
    record Line(String service, Totals ledger, String cost, Totals provider) {
        boolean agrees() {
            return ledger.equals(provider);
        }
    }

    /** Waits until the ledger has as many calls as the provider, but not for ever. */
    static Reckoning of(Supplier<JsonNode> usage, Supplier<Map<String, Totals>> provider) {
        Patience.until(() -> compare(usage.get(), provider.get()).agrees());
        return compare(usage.get(), provider.get());
    }

    private static Reckoning compare(JsonNode usage, Map<String, Totals> provider) {
        return new Reckoning(List.of(
                line(Publisher.CHAT, usage, provider.getOrDefault("echo-chat", NOTHING)),
                line(Publisher.EMBEDDINGS, usage, provider.getOrDefault("minilm", NOTHING))));
    }

    private static Line line(String service, JsonNode usage, Totals provider) {
        for (JsonNode sum : usage) {
            if (sum.path("service").asText().equals(service)) {
                Totals ledger = new Totals(
                        sum.path("calls").asLong(),
                        sum.path("completed").asLong(),
                        sum.path("promptTokens").asLong(),
                        sum.path("answerTokens").asLong());
                return new Line(service, ledger, Figures.money(sum.path("cost")), provider);
            }
        }
        return new Line(service, NOTHING, "-", provider);
    }

    /** Every call that the provider served is in the ledger with the same tokens, and no other is. */
    boolean agrees() {
        return lines.stream().allMatch(line -> line.agrees() && line.provider().calls() > 0);
    }

    void tell(Narrator narrator) {
        narrator.detail(row("", "CALLS", "TOKENS IN", "TOKENS OUT", "COST"));
        for (Line line : lines) {
            narrator.detail(row(line.service(), line.ledger(), line.cost()));
            narrator.detail(row("  by the provider's count", line.provider(), ""));
        }
        narrator.detail(
                agrees()
                        ? "The ledger and the provider's own count are the same."
                        : "THE LEDGER AND THE PROVIDER'S OWN COUNT DIFFER.");
    }

    private static String row(String name, Totals totals, String cost) {
        return row(
                name,
                Long.toString(totals.calls()),
                Long.toString(totals.promptTokens()),
                Long.toString(totals.completionTokens()),
                cost);
    }

    private static String row(String name, String calls, String in, String out, String cost) {
        return String.format(Locale.ROOT, "%-26s %5s %10s %11s   %s", name, calls, in, out, cost)
                .stripTrailing();
    }
}
