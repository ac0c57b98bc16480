package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.server.cli.bench.search.NavigationalQuestions.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well a catalogue's services are found by what people know of them.
 *
 * @param services how many there are
 * @param names mean reciprocal rank by kind of name
 * @param allNames over all questions that name a service
 * @param constraints questions in constraints: how near the answers come to the sets that are right
 * @param misses questions that were not answered by the right thing alone, for people to look at
 */
record CatalogueQuality(
        int services, Map<NameKind, Mean> names, Mean allNames, SetMatch constraints, List<String> misses) {
    private static final int MOST_MISSES = 20;

    /** @param value 0..1 */
    record Mean(int questions, double value) {
        static Mean of(List<Double> values) {
            return new Mean(
                    values.size(),
                    values.stream().mapToDouble(Double::doubleValue).average().orElse(0));
        }
    }

    /**
     * @param f1 mean over the questions of the harmonic mean of precision and recall
     * @param exact share of the questions whose answer is the right set, no more and no less
     */
    record SetMatch(int questions, double f1, double exact) {}

    /** @param most questions of each kind */
    static CatalogueQuality measure(List<ServiceVersion> services, CatalogueIndex index, int most, long seed) {
        List<String> misses = new ArrayList<>();
        Map<NameKind, Mean> names = new EnumMap<>(NameKind.class);
        List<Double> all = new ArrayList<>();
        NavigationalQuestions questions = new NavigationalQuestions(services);
        for (NameKind kind : NameKind.values()) {
            List<Double> ranks = questions.of(kind, most, seed).stream()
                    .map(question -> reciprocalRank(question, index, misses))
                    .toList();
            names.put(kind, Mean.of(ranks));
            all.addAll(ranks);
        }
        SetMatch constraints = constraints(new ConstraintQuestions(services).draw(most, seed), index, misses);
        return new CatalogueQuality(services.size(), names, Mean.of(all), constraints, List.copyOf(misses));
    }

    private static double reciprocalRank(Question question, CatalogueIndex index, List<String> misses) {
        List<ServiceId> ranking = index.rank(question.text());
        for (int rank = 0; rank < ranking.size(); rank++) {
            if (question.right().contains(ranking.get(rank))) {
                note(
                        rank > 0,
                        "'" + question.text() + "' came at place " + (rank + 1) + ", after "
                                + index.name(ranking.getFirst()),
                        misses);
                return 1.0 / (rank + 1);
            }
        }
        note(true, "'" + question.text() + "' was not found", misses);
        return 0;
    }

    private static SetMatch constraints(List<Question> questions, CatalogueIndex index, List<String> misses) {
        double sum = 0;
        int exact = 0;
        for (Question question : questions) {
            Set<ServiceId> found = index.all(question.text());
            double f1 = f1(found, question.right());
            exact += f1 == 1 ? 1 : 0;
            sum += f1;
            note(
                    f1 < 1,
                    "'" + question.text() + "' gave " + found.size() + " for "
                            + question.right().size(),
                    misses);
        }
        int count = Math.max(1, questions.size());
        return new SetMatch(questions.size(), sum / count, (double) exact / count);
    }

    /** 0..1; 1 when both are the same. */
    static double f1(Set<ServiceId> found, Set<ServiceId> right) {
        Set<ServiceId> both = new HashSet<>(found);
        both.retainAll(right);
        return found.isEmpty() && right.isEmpty() ? 1 : 2.0 * both.size() / (found.size() + right.size());
    }

    private static void note(boolean missed, String text, List<String> misses) {
        if (missed && misses.size() < MOST_MISSES) {
            misses.add(text);
        }
    }
}
