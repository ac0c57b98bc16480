package dev.llmmarketplace.server.cli.bench.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** The result of {@code bench search --services}. */
record CrowdReport(String machine, String catalogue, SteadyLoad load, List<CrowdFigures> stages) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MEGA = 1e6;

    ObjectNode toJson() {
        ObjectNode report = JSON.createObjectNode();
        report.put("machine", machine);
        report.put("catalogue", catalogue);
        report.put("requests_per_second", load.perSecond());
        report.put("seconds", load.seconds());
        for (CrowdFigures stage : stages) {
            ObjectNode figures = report.withArray("stages").addObject();
            figures.put("services", stage.services());
            times(figures.putObject("hybrid"), stage.hybrid());
            times(figures.putObject("filtered"), stage.filtered());
            times(figures.putObject("suggestions"), stage.suggestions());
            figures.putObject("recall@10")
                    .put("all", rounded(stage.recall()))
                    .put("filtered", rounded(stage.filteredRecall()))
                    .put("selective", rounded(stage.selectiveRecall()));
            figures.put("index_bytes", stage.indexBytes());
            figures.put("index_bytes_per_service", stage.indexBytes() / stage.services());
            figures.put("heap_bytes", stage.heapBytes());
            Double micros = stage.indexingMicros();
            figures.put("indexing_micros_per_service", micros == null ? null : Math.round(micros));
        }
        return report;
    }

    private static void times(ObjectNode node, SteadyLoad.Times times) {
        node.put("p50_millis", rounded(times.percentile(0.5)))
                .put("p95_millis", rounded(times.percentile(0.95)))
                .put("p99_millis", rounded(times.percentile(0.99)))
                .put("processor_millis", rounded(times.processorMillis()));
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }

    String toTable() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format(
                "%s%n%s as the pattern, %d requests a second, milliseconds p50 / p95 (of processor)%n%n",
                machine, catalogue, load.perSecond());
        out.format(
                "%9s %20s %20s %20s %22s %9s %9s %8s %8s%n",
                "services",
                "hybrid",
                "filtered",
                "suggestions",
                "recall@10 all/flt/sel",
                "index MB",
                "B/service",
                "heap MB",
                "us/put");
        for (CrowdFigures stage : stages) {
            out.format(
                    "%9d %20s %20s %20s %22s %9.0f %9d %8.0f %8s%n",
                    stage.services(),
                    times(stage.hybrid()),
                    times(stage.filtered()),
                    times(stage.suggestions()),
                    String.format(
                            Locale.ROOT,
                            "%.3f/%.3f/%.3f",
                            stage.recall(),
                            stage.filteredRecall(),
                            stage.selectiveRecall()),
                    stage.indexBytes() / MEGA,
                    stage.indexBytes() / stage.services(),
                    stage.heapBytes() / MEGA,
                    stage.indexingMicros() == null ? "-" : Math.round(stage.indexingMicros()));
        }
        return out.toString().stripTrailing();
    }

    private static String times(SteadyLoad.Times times) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f (%.1f)",
                times.percentile(0.5),
                times.percentile(0.95),
                times.processorMillis());
    }
}
