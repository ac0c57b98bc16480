package dev.llmmarketplace.server.cli.bench.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How well rankings answer their questions, each figure 0..1, as trec_eval computes {@code ndcg_cut_10}, {@code recall_10}
 * and {@code recip_rank}: gain is the grade itself, a grade above 0 is relevant, what nobody judged is not, and judged
 * documents that the collection lacks count as missed.
 *
 * <p>References: Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002;
 * <a href="https://github.com/usnistgov/trec_eval">trec_eval</a>.
 */
record Effectiveness(double ndcg, double recall, double reciprocalRank) {
    static final int CUT = 10;

    /**
     * @param ranking documents, best first, each once
     * @param grades of the judged documents
     */
    static Effectiveness of(List<String> ranking, Map<String, Integer> grades) {
        List<Integer> gains = ranking.stream()
                .map(document -> Math.max(0, grades.getOrDefault(document, 0)))
                .toList();
        List<Integer> ideal = grades.values().stream()
                .filter(grade -> grade > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (ideal.isEmpty()) {
            return new Effectiveness(0, 0, 0);
        }
        long found = gains.stream().limit(CUT).filter(gain -> gain > 0).count();
        return new Effectiveness(
                discounted(gains) / discounted(ideal), (double) found / ideal.size(), reciprocalRank(gains));
    }

    static Effectiveness mean(Collection<Effectiveness> all) {
        return new Effectiveness(
                mean(all, Effectiveness::ndcg),
                mean(all, Effectiveness::recall),
                mean(all, Effectiveness::reciprocalRank));
    }

    private static double mean(Collection<Effectiveness> all, ToDoubleFunction<Effectiveness> figure) {
        return all.stream().mapToDouble(figure).average().orElse(0);
    }

    private static double discounted(List<Integer> gains) {
        double sum = 0;
        for (int rank = 0; rank < Math.min(CUT, gains.size()); rank++) {
            sum += gains.get(rank) / (Math.log(rank + 2.0) / Math.log(2));
        }
        return sum;
    }

    private static double reciprocalRank(List<Integer> gains) {
        for (int rank = 0; rank < gains.size(); rank++) {
            if (gains.get(rank) > 0) {
                return 1.0 / (rank + 1);
            }
        }
        return 0;
    }
}
