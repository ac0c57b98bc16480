package dev.llmmarketplace.server.cli.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures by hand, from trec_eval's definitions. */
final class EffectivenessTest {
    private static final double EXACT = 1e-9;

    @Test
    void gainIsTheGradeItselfDiscountedByTheLogarithmOfTheRank() {
        Effectiveness figures = Effectiveness.of(List.of("b", "x", "a"), Map.of("a", 3, "b", 1, "c", 2));

        double ideal = 3 + 2 / log2(3) + 1 / log2(4);
        assertThat(figures.ndcg()).isCloseTo((1 + 3 / log2(4)) / ideal, within(EXACT));
        assertThat(figures.recall()).isCloseTo(2.0 / 3, within(EXACT));
        assertThat(figures.reciprocalRank()).isEqualTo(1);
    }

    @Test
    void theFirstTenCountForGainAndRecallAndAllForTheReciprocalRank() {
        List<String> ranking = Stream.concat(IntStream.rangeClosed(1, 10).mapToObj(i -> "x" + i), Stream.of("a"))
                .toList();

        assertThat(Effectiveness.of(ranking, Map.of("a", 1))).isEqualTo(new Effectiveness(0, 0, 1.0 / 11));
    }

    @Test
    void onlyAsManyRightAnswersAsThereAreRanksAreIdeal() {
        List<String> ranking =
                IntStream.rangeClosed(1, 10).mapToObj(i -> "d" + i).toList();
        Map<String, Integer> grades =
                IntStream.rangeClosed(1, 20).boxed().collect(Collectors.toMap(i -> "d" + i, _ -> 1));

        assertThat(Effectiveness.of(ranking, grades)).isEqualTo(new Effectiveness(1, 0.5, 1));
    }

    @Test
    void whatWasJudgedAsNoAnswerBringsAsLittleAsWhatWasNotJudged() {
        Effectiveness figures = Effectiveness.of(List.of("bad", "worse", "a"), Map.of("a", 1, "bad", 0, "worse", -1));

        assertThat(figures.ndcg()).isCloseTo(1 / log2(4), within(EXACT));
        assertThat(figures.reciprocalRank()).isCloseTo(1.0 / 3, within(EXACT));
        assertThat(Effectiveness.of(List.of("bad"), Map.of("bad", 0))).isEqualTo(new Effectiveness(0, 0, 0));
    }

    @Test
    void theMeanIsOverQuestions() {
        assertThat(Effectiveness.mean(List.of(new Effectiveness(1, 1, 1), new Effectiveness(0, 0.5, 0.25))))
                .isEqualTo(new Effectiveness(0.5, 0.75, 0.625));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
