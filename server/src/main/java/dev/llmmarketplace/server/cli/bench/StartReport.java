package dev.llmmarketplace.server.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The result of {@code bench start}. */
record StartReport(Machine machine, Map<StartKind, List<Start>> starts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    StartReport {
        starts = Collections.unmodifiableMap(new EnumMap<>(starts));
    }

    ObjectNode toJson() {
        ObjectNode report = JSON.createObjectNode();
        report.set("machine", JSON.valueToTree(machine));
        starts.forEach((kind, some) -> report.set(kind.member(), figures(some)));
        return report;
    }

    private static ObjectNode figures(List<Start> starts) {
        ObjectNode node = JSON.createObjectNode().put("starts", starts.size());
        put(node, "seconds_to_ready", Series.of(starts, Start::seconds));
        put(node, "memory_mib", Series.of(starts, Start::totalMebibytes));
        put(node, "program_mib", Series.of(starts, start -> start.programKibibytes() / 1024.0));
        put(node, "database_mib", Series.of(starts, start -> start.databaseKibibytes() / 1024.0));
        return node;
    }

    private static void put(ObjectNode node, String name, Series series) {
        node.put(name, rounded(series.median()));
        node.putArray(name + "_spread").add(rounded(series.least())).add(rounded(series.most()));
    }

    private static double rounded(double figure) {
        return Math.round(figure * 100) / 100.0;
    }

    String toTable() {
        Formatter out = new Formatter(Locale.ROOT);
        out.format("%s%n%n", machine);
        out.format("%-26s %22s %22s%n", "", "seconds to ready", "memory at rest, MiB");
        starts.forEach((kind, some) -> row(out, kind.label(), some));
        out.format(
                "%nMedian (least–most) of %d starts. Memory: proportional set size of the program and its PostgreSQL.",
                starts.values().iterator().next().size());
        return out.toString();
    }

    private static void row(Formatter out, String label, List<Start> starts) {
        out.format(
                "%-26s %22s %22s%n",
                label,
                spread(starts, Start::seconds, "%.2f (%.2f–%.2f)"),
                spread(starts, Start::totalMebibytes, "%.0f (%.0f–%.0f)"));
    }

    private static String spread(List<Start> starts, ToDoubleFunction<Start> figure, String format) {
        Series series = Series.of(starts, figure);
        return String.format(Locale.ROOT, format, series.median(), series.least(), series.most());
    }
}
