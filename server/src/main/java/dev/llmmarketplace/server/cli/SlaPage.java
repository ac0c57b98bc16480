package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** How a service did, for people. */
final class SlaPage {
    private static final String TOO_FEW = "-";

    private SlaPage() {}

    static void print(JsonNode sla, PrintWriter out) {
        JsonNode promised = sla.path("promised");
        out.println(sla.path("service").asText() + "@" + sla.path("version").asText() + " promises "
                + promised.path("availability").asText() + " % availability, answers within "
                + Figures.millis(promised.path("maxLatencyMillis").asDouble()) + " ms");
        out.println();
        Table table = new Table(
                "WINDOW", ">CALLS", ">ERRORS %", ">P50 MS", ">P95 MS", ">P99 MS", ">FIRST TOKEN P95", ">TOKENS/S P50");
        for (JsonNode window : sla.path("windows")) {
            table.row(
                    window.path("window").asText(),
                    Figures.count(window.path("calls").asLong()),
                    window.path("enoughData").asBoolean()
                            ? window.path("errorPercent").asText()
                            : TOO_FEW,
                    figure(window.at("/latencyMillis/p50")),
                    figure(window.at("/latencyMillis/p95")),
                    figure(window.at("/latencyMillis/p99")),
                    figure(window.at("/firstTokenMillis/p95")),
                    figure(window.at("/tokensPerSecond/p50")));
        }
        table.print(out, Terminal.width());
        for (JsonNode breach : sla.path("breaches")) {
            out.println(breach.path("severity").asText() + ": "
                    + breach.path("promise").asText() + " is "
                    + breach.path("actual").asText() + ", promised "
                    + breach.path("threshold").asText() + ", since "
                    + Figures.time(breach.path("beganAt")));
        }
    }

    private static String figure(JsonNode figure) {
        return figure.isMissingNode() ? TOO_FEW : Figures.millis(figure.asDouble());
    }
}
