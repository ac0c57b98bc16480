package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What a provider is told of a listing, for people. */
final class ListingPages {
    private ListingPages() {}

    static void history(JsonNode answer, PrintWriter out) {
        Table table = new Table("WHEN", "VERSION", "WHAT", "BY", "REASON");
        for (JsonNode entry : answer.path("items")) {
            table.row(
                    Figures.time(entry.path("at")),
                    entry.path("version").asText(),
                    event(entry),
                    entry.path("by").asText(),
                    entry.path("reason").asText());
        }
        table.print(out, Terminal.width());
    }

    private static String event(JsonNode entry) {
        String status = entry.path("status").asText();
        if (entry.path("created").asBoolean()) {
            return "new, " + status;
        }
        return !status.isEmpty() ? status : entry.path("revised").asBoolean() ? "revised" : "changed";
    }

    static void revisions(JsonNode answer, PrintWriter out) {
        for (JsonNode revision : answer.path("items")) {
            out.println(Figures.time(revision.path("at")) + "  "
                    + revision.path("version").asText() + ", revision "
                    + revision.path("revision").asText() + ", by the "
                    + revision.path("by").asText());
            revision.path("changes").forEach(change -> {
                out.println("  " + change.path("field").asText());
                change.path("before").asText().lines().forEach(line -> out.println("  - " + line));
                change.path("after").asText().lines().forEach(line -> out.println("  + " + line));
            });
        }
    }

    static void findings(JsonNode answer, PrintWriter out) {
        if (answer.path("items").isEmpty()) {
            out.println("Nothing was found.");
            return;
        }
        for (JsonNode finding : answer.path("items")) {
            String until = finding.has("closedAt") ? " until " + Figures.time(finding.path("closedAt")) : ", open";
            out.println(finding.path("kind").asText() + " ("
                    + finding.path("subject").asText() + "), since " + Figures.time(finding.path("openedAt")) + until);
            out.println("  " + finding.path("detail").asText());
        }
    }

    static void callers(JsonNode answer, PrintWriter out) {
        Table table = new Table("ORGANISATION", "VERSION", ">CALLS", ">PROMPT TOKENS", ">ANSWER TOKENS", "LAST CALL");
        for (JsonNode caller : answer.path("items")) {
            table.row(
                    caller.path("organisation").asText(),
                    caller.path("version").asText(),
                    Figures.count(caller.path("calls").asLong()),
                    Figures.count(caller.path("promptTokens").asLong()),
                    Figures.count(caller.path("answerTokens").asLong()),
                    Figures.time(caller.path("lastCallAt")));
        }
        table.print(out, Terminal.width());
    }
}
