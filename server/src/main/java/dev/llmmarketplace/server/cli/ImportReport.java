package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.ApiProblem.Violation;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.importing.Catalogue;
import dev.llmmarketplace.server.importing.Listing;
import dev.llmmarketplace.server.importing.SkipReason;
import dev.llmmarketplace.server.importing.Skipped;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of each entry of a catalogue. */
final class ImportReport {
    private static final int MOST_SHOWN = 5;

    private final String file;
    private final Catalogue catalogue;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, Integer> changes = new TreeMap<>();
    private final List<JsonNode> changed = new ArrayList<>();
    private final List<JsonNode> refused = new ArrayList<>();
    private final List<JsonNode> blocked = new ArrayList<>();
    private final Map<String, Integer> warnings = new TreeMap<>();

    ImportReport(String file, Catalogue catalogue) {
        this.file = file;
        this.catalogue = catalogue;
    }

    /** Takes down what the server made of one listing. */
    void add(JsonNode outcome) {
        String kind = outcome.path("outcome").asText();
        outcomes.merge(kind, 1, Integer::sum);
        if (outcome.has("changes")) {
            changed.add(outcome);
            outcome.path("changes")
                    .forEach(change -> changes.merge(change.path("field").asText(), 1, Integer::sum));
        }
        if (kind.equals("refused")) {
            refused.add(outcome);
        }
        if (kind.equals("blocked")) {
            blocked.add(outcome);
        }
        outcome.path("warnings")
                .forEach(warning -> warnings.merge(warning.path("id").asText(), 1, Integer::sum));
    }

    boolean refusedAny() {
        return !refused.isEmpty();
    }

    int count(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** Counts only. */
    ObjectNode summary() {
        ObjectNode summary = MarketplaceClient.object()
                .put("file", file)
                .put("format", catalogue.format().wireName())
                .put("asOf", catalogue.asOf().toString())
                .put("listings", catalogue.listings().size());
        ObjectNode sent = summary.putObject("outcomes");
        outcomes.forEach(sent::put);
        ObjectNode fields = summary.putObject("changes");
        changes.forEach(fields::put);
        ObjectNode warned = summary.putObject("policyWarnings");
        warnings.forEach(warned::put);
        ObjectNode skipped = summary.putObject("skipped");
        skippedByReason().forEach((reason, count) -> skipped.put(reason.wireName(), count));
        ObjectNode left = summary.putObject("pricesNotKept");
        pricesLeftOut().forEach(left::put);
        return summary;
    }

    /** The counts, and every entry that was not listed as it stands. */
    ObjectNode full() {
        ObjectNode full = summary();
        ArrayNode skipped = full.putArray("skippedEntries");
        for (Skipped entry : catalogue.skipped()) {
            skipped.addObject()
                    .put("entry", entry.entry())
                    .put("reason", entry.reason().wireName())
                    .put("detail", entry.detail());
        }
        full.putArray("changedListings").addAll(changed);
        full.putArray("refusedListings").addAll(refused);
        full.putArray("blockedListings").addAll(blocked);
        ArrayNode partly = full.putArray("listingsWithPricesNotKept");
        catalogue.listings().stream()
                .filter(listing -> !listing.leftOut().isEmpty())
                .forEach(listing -> {
                    ArrayNode prices = partly.addObject()
                            .put("name", listing.name())
                            .put("entry", listing.entry())
                            .putArray("prices");
                    listing.leftOut().forEach(prices::add);
                });
        return full;
    }

    void print(PrintWriter out) {
        out.println(file + ": " + catalogue.format().wireName() + " catalogue, prices as of " + catalogue.asOf());
        out.println("  " + catalogue.listings().size() + " listings" + sent());
        if (!changes.isEmpty()) {
            out.println("  changed since the last import:");
            changes.forEach((field, count) -> out.printf("  %6d %s%n", count, field));
            changed.stream().limit(MOST_SHOWN).forEach(listing -> printChanges(listing, out));
        }
        if (changed.size() > MOST_SHOWN) {
            out.println("  … and " + (changed.size() - MOST_SHOWN) + " more listings; --report FILE has them all");
        }
        out.println("  " + catalogue.skipped().size() + " entries skipped");
        skippedByReason()
                .forEach((reason, count) -> out.printf("  %6d %s: %s%n", count, reason.wireName(), reason.meaning()));
        if (!pricesLeftOut().isEmpty()) {
            out.println("  listed without prices that a price book cannot hold:");
            pricesLeftOut().forEach((price, count) -> out.printf("  %6d %s%n", count, price));
        }
        if (!warnings.isEmpty()) {
            out.println("  policies that are not kept, without hindering:");
            warnings.forEach((policy, count) -> out.printf("  %6d %s%n", count, policy));
        }
        printFirst("not listed because of policies:", blocked, out);
        printFirst("refused", refused, out);
    }

    private static void printFirst(String what, List<JsonNode> outcomes, PrintWriter out) {
        for (JsonNode one : outcomes.subList(0, Math.min(MOST_SHOWN, outcomes.size()))) {
            out.println("  " + what + " " + one.path("name").asText());
            Violation.listOf(one.path("violations"))
                    .forEach(violation -> out.println("    " + Failures.sentence(violation)));
        }
        if (outcomes.size() > MOST_SHOWN) {
            out.println("  … and " + (outcomes.size() - MOST_SHOWN) + " more; --report FILE has them all");
        }
    }

    private static void printChanges(JsonNode listing, PrintWriter out) {
        out.println("  changed " + listing.path("name").asText());
        listing.path("changes")
                .forEach(change -> out.println("    " + change.path("field").asText() + written(change)));
    }

    private static String written(JsonNode change) {
        return change.has("before") || change.has("after")
                ? ": " + change.path("before").asText("nothing") + " → "
                        + change.path("after").asText("nothing")
                : "";
    }

    private String sent() {
        if (outcomes.isEmpty()) {
            return ", not sent";
        }
        StringBuilder text = new StringBuilder();
        outcomes.forEach((outcome, count) -> text.append(text.isEmpty() ? ": " : ", ")
                .append(count)
                .append(' ')
                .append(outcome.replace('_', ' ')));
        return text.toString();
    }

    private Map<SkipReason, Integer> skippedByReason() {
        Map<SkipReason, Integer> counts = new TreeMap<>();
        catalogue.skipped().forEach(entry -> counts.merge(entry.reason(), 1, Integer::sum));
        return counts;
    }

    private Map<String, Integer> pricesLeftOut() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Listing listing : catalogue.listings()) {
            listing.leftOut().stream().distinct().forEach(price -> counts.merge(price, 1, Integer::sum));
        }
        return counts;
    }
}
