package dev.llmmarketplace.server.cli.bench.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.adapters.lucene.Leg;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of {@code bench search --corpus}. */
final class RetrievalReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(JudgedCorpus corpus, Map<Leg, Effectiveness> legs) {}

    void add(JudgedCorpus corpus, Map<Leg, Effectiveness> legs) {
        entries.add(new Entry(corpus, legs));
    }

    /** The figures of the one collection; of several by their names, or by their paths where two have one name. */
    ObjectNode toJson() {
        if (entries.size() == 1) {
            return figures(entries.getFirst());
        }
        ObjectNode report = JSON.createObjectNode();
        for (Entry entry : entries) {
            String name = entry.corpus().name();
            report.set(report.has(name) ? entry.corpus().directory().toString() : name, figures(entry));
        }
        return report;
    }

    private static ObjectNode figures(Entry entry) {
        ObjectNode legs = JSON.createObjectNode();
        entry.legs()
                .forEach((leg, figures) -> legs.putObject(label(leg))
                        .put("ndcg@10", rounded(figures.ndcg()))
                        .put("recall@10", rounded(figures.recall()))
                        .put("mrr", rounded(figures.reciprocalRank())));
        return legs;
    }

    private static double rounded(double figure) {
        return Math.round(figure * 10_000) / 10_000.0;
    }

    String toTable() {
        Formatter out = new Formatter(Locale.ROOT);
        for (Entry entry : entries) {
            out.format(
                    "%s: %d documents, %d questions%n",
                    entry.corpus().name(),
                    entry.corpus().documents().size(),
                    entry.corpus().questions().size());
            out.format("%-10s %9s %9s %9s%n", "", "nDCG@10", "recall@10", "MRR");
            entry.legs()
                    .forEach((leg, figures) -> out.format(
                            "%-10s %9.4f %9.4f %9.4f%n",
                            label(leg), figures.ndcg(), figures.recall(), figures.reciprocalRank()));
            out.format("%n");
        }
        return out.toString().stripTrailing();
    }

    private static String label(Leg leg) {
        return leg.name().toLowerCase(Locale.ROOT);
    }
}
