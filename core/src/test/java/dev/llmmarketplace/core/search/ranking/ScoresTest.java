package dev.llmmarketplace.core.search.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.llmmarketplace.core.catalog.ComplianceLevel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas of ranking, worked out by hand. */
final class ScoresTest {
    private static final Offset<Double> EXACTLY = within(1e-12);

    @ParameterizedTest
    @CsvSource({
        "0, , 0, 0.2",
        "0, 5, 0, 0.4",
        "5000, 4, 50, 0.62",
        "10000, 5, 100, 1",
        "99999999, 5, 5000, 1",
        "100, 1, 1, 0.086",
    })
    void popularityIsMadeOfRequestsRatingAndReviews(long requests, Double rating, long reviews, double score) {
        assertThat(Scores.popularity(new TrackRecord(requests, rating, reviews, null, null, null, null)))
                .isCloseTo(score, EXACTLY);
    }

    @ParameterizedTest
    @CsvSource({
        ", , , 0.5",
        "0, 0, 100, 1",
        "1000, 1, 0, 0",
        "60000, 1, 0, 0",
        "250, 0.02, 99.5, 0.917",
        ", 0, 100, 0.85",
        "500, , , 0.5",
    })
    void performanceIsMadeOfLatencyErrorsAndAvailability(
            Double latency, Double errors, Double availability, double score) {
        assertThat(Scores.performance(new TrackRecord(0, null, 0, latency, latency, errors, availability)))
                .isCloseTo(score, EXACTLY);
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLIC, 0, 0.6",
        "INTERNAL, 0, 0.7",
        "CONFIDENTIAL, 0, 0.8",
        "RESTRICTED, 0, 0.8",
        "PUBLIC, 1, 0.7",
        "INTERNAL, 2, 0.9",
        "CONFIDENTIAL, 2, 1",
        "CONFIDENTIAL, 9, 1",
    })
    void complianceIsMadeOfLevelAndCertificates(ComplianceLevel level, int certifications, double score) {
        assertThat(Scores.compliance(level, certifications)).isCloseTo(score, EXACTLY);
    }

    @ParameterizedTest
    @CsvSource({"0.6, 0.6, 1", "0.3, 0.6, 0.125", "0, 0.6, 0", "0, 0, 0"})
    void relevanceIsRelativeToTheBestHit(double score, double best, double relevance) {
        assertThat(Scores.relevance(score, best)).isCloseTo(relevance, EXACTLY);
    }

    @Property
    void everyPartLiesBetweenZeroAndOne(
            @ForAll @LongRange(min = 0) long requests,
            @ForAll @DoubleRange(min = 1, max = 5) double rating,
            @ForAll @LongRange(min = 0) long reviews,
            @ForAll @DoubleRange(min = 0, max = 1e9) double latency,
            @ForAll @DoubleRange(min = 0, max = 1) double errors,
            @ForAll @DoubleRange(min = 0, max = 100) double availability) {
        TrackRecord record = new TrackRecord(requests, rating, reviews, latency, latency, errors, availability);
        assertThat(Scores.popularity(record)).isBetween(0.0, 1.0 + 1e-12);
        assertThat(Scores.performance(record)).isBetween(0.0, 1.0 + 1e-12);
    }

    /** With equal records and compliance, hits come in the order of their text and meaning. */
    @Property
    void moreRelevantHitsScoreHigherWhereNothingElseIsKnown(
            @ForAll @IntRange(min = 0, max = 10_000) int one, @ForAll @IntRange(min = 0, max = 10_000) int other) {
        double standing = Ranking.USUAL.standing(TrackRecord.NONE, 0.6);
        double first = Ranking.USUAL.score(Scores.relevance(one / 1e4, 1), standing);
        double second = Ranking.USUAL.score(Scores.relevance(other / 1e4, 1), standing);
        assertThat(Integer.signum(Double.compare(first, second))).isEqualTo(Integer.compare(one, other));
    }

    @Test
    void weightsMustSumToOne() {
        assertThatThrownBy(() -> new RankingWeights(0.4, 0.3, 0.2, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> new RankingWeights(1.4, -0.4, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new RankingWeights(0.7, 0.1, 0.1, 0.1).relevance()).isEqualTo(0.7);
    }

    @Test
    void anotherWeighingIsAnotherVersion() {
        assertThat(Ranking.USUAL.version()).isEqualTo("1:0.4/0.2/0.2/0.2");
        assertThat(new Ranking(new RankingWeights(1, 0, 0, 0)).version()).isNotEqualTo(Ranking.USUAL.version());
    }
}
