package dev.llmmarketplace.server.cli.bench.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Formatter;
import java.util.Locale;

/** The result of {@code bench search --catalogue}. */
record CatalogueReport(String name, CatalogueQuality quality) {
    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode toJson() {
        ObjectNode report = JSON.createObjectNode();
        report.put("services", quality.services());
        ObjectNode navigational = report.putObject("navigational");
        navigational.put("mrr", rounded(quality.allNames().value()));
        navigational.put("questions", quality.allNames().questions());
        ObjectNode kinds = navigational.putObject("kinds");
        quality.names()
                .forEach((kind, mean) -> kinds.putObject(kind.label())
                        .put("mrr", rounded(mean.value()))
                        .put("questions", mean.questions()));
        report.putObject("constraints")
                .put("f1", rounded(quality.constraints().f1()))
                .put("exact", rounded(quality.constraints().exact()))
                .put("questions", quality.constraints().questions());
        quality.misses().forEach(report.putArray("misses")::add);
        return report;
    }

    private static double rounded(double figure) {
        return Math.round(figure * 10_000) / 10_000.0;
    }

    String toTable() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format("%s: %d services%n%n", name, quality.services());
        out.format("%-20s %9s %9s%n", "by name", "questions", "MRR");
        quality.names().forEach((kind, mean) -> line(out, kind.label(), mean));
        line(out, "all", quality.allNames());
        out.format("%n%-20s %9s %9s %9s%n", "by constraints", "questions", "F1", "exact");
        out.format(
                "%-20s %9d %9.4f %9.4f%n",
                "all",
                quality.constraints().questions(),
                quality.constraints().f1(),
                quality.constraints().exact());
        if (!quality.misses().isEmpty()) {
            out.format("%nfirst misses%n");
            quality.misses().forEach(miss -> out.format("  %s%n", miss));
        }
        return out.toString().stripTrailing();
    }

    private static void line(Formatter out, String label, CatalogueQuality.Mean mean) {
        out.format("%-20s %9d %9.4f%n", label, mean.questions(), mean.value());
    }
}
