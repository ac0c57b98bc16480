package dev.llmmarketplace.server.cli.bench.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.bench.search.CrowdRebuild.Figures;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** The result of {@code bench search --services COUNT --rebuild}. */
record RebuildReport(String machine, String catalogue, List<Figures> stages) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MEGA = 1e6;

    ObjectNode toJson() {
        ObjectNode report = JSON.createObjectNode();
        report.put("machine", machine);
        report.put("catalogue", catalogue);
        for (Figures stage : stages) {
            ObjectNode figures = report.withArray("stages").addObject();
            figures.put("services", stage.services());
            figures.putObject("rebuild")
                    .put("seconds", rounded(stage.seconds()))
                    .put("processor_micros_per_service", Math.round(stage.ownMicros()))
                    .put("database_micros_per_service", Math.round(stage.databaseMicros()));
            figures.putObject("at_rest")
                    .put("seconds", rounded(stage.restSeconds()))
                    .put("processor_micros_per_service", Math.round(stage.restMicros()))
                    .put("index_bytes", stage.indexBytes());
            stage.percentile(0.5)
                    .ifPresent(median -> figures.putObject("activation_to_searchable")
                            .put("activations", stage.activations().length)
                            .put("p50_millis", rounded(median))
                            .put("p95_millis", rounded(stage.percentile(0.95).orElse(0.0)))
                            .put("p99_millis", rounded(stage.percentile(0.99).orElse(0.0))));
        }
        return report;
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }

    String toTable() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format(
                "%s%n%s as the pattern; the index made from PostgreSQL, vectors at hand; us of processor a service,"
                        + " here + database%n%n",
                machine, catalogue);
        out.format(
                "%9s %10s %16s %10s %10s %9s %28s%n",
                "services", "seconds", "us/service", "at rest", "us/service", "index MB", "activation p50/p95/p99 ms");
        for (Figures stage : stages) {
            out.format(
                    "%9d %10.1f %16s %10.1f %10.0f %9.0f %28s%n",
                    stage.services(),
                    stage.seconds(),
                    String.format(Locale.ROOT, "%.0f + %.0f", stage.ownMicros(), stage.databaseMicros()),
                    stage.restSeconds(),
                    stage.restMicros(),
                    stage.indexBytes() / MEGA,
                    stage.percentile(0.5)
                            .map(median -> String.format(
                                    Locale.ROOT,
                                    "%.0f / %.0f / %.0f",
                                    median,
                                    stage.percentile(0.95).orElse(0.0),
                                    stage.percentile(0.99).orElse(0.0)))
                            .orElse("-"));
        }
        return out.toString().stripTrailing();
    }
}
