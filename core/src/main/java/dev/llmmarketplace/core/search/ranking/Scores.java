package dev.llmmarketplace.core.search.ranking;

import dev.llmmarketplace.core.catalog.ComplianceLevel;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a ranking, each 0..1 and a function of its arguments alone (requirement D-03). A figure that was not measured
 * counts as the middle of its range: it neither helps nor harms.
 */
public final class Scores {
    /** In place of what was not measured. */
    public static final double NEUTRAL = 0.5;

    /** Of a service that takes public data and has no certificate. */
    public static final double LEAST_COMPLIANCE = 0.6;

    private static final double MANY_REQUESTS = 10_000;
    private static final double MANY_REVIEWS = 100;
    private static final double BEST_RATING = 5;
    private static final double SLOW_MILLIS = 1_000;
    private static final double PERCENT = 100;
    private static final double ANY_LEVEL = 0.5;
    private static final double CERTIFICATE = 0.1;
    private static final int TELLING_CERTIFICATES = 2;

    private Scores() {}

    /** {@code .4 min(requests / 10,000, 1) + .4 rating / 5 + .2 min(reviews / 100, 1)}. */
    public static double popularity(TrackRecord record) {
        Double rating = record.rating();
        return 0.4 * Math.min(record.requests() / MANY_REQUESTS, 1)
                + 0.4 * (rating == null ? NEUTRAL : rating / BEST_RATING)
                + 0.2 * Math.min(record.reviews() / MANY_REVIEWS, 1);
    }

    /** {@code .3 (1 - min(latency / 1 s, 1)) + .3 (1 - error rate) + .4 availability}. */
    public static double performance(TrackRecord record) {
        return 0.3 * fast(record.latencyMillis())
                + 0.3 * (record.errorRate() == null ? NEUTRAL : 1 - record.errorRate())
                + 0.4 * (record.availability() == null ? NEUTRAL : record.availability() / PERCENT);
    }

    private static double fast(@Nullable Double latencyMillis) {
        return latencyMillis == null ? NEUTRAL : 1 - Math.min(latencyMillis / SLOW_MILLIS, 1);
    }

    /**
     * {@code .5}, and {@code .1}, {@code .2} or {@code .3} for data that is public, internal, or confidential and beyond, and
     * {@code .1} for each of the first two certificates.
     *
     * @param level the most sensitive data that the service takes
     */
    public static double compliance(ComplianceLevel level, int certifications) {
        double ofLevel = switch (level) {
            case PUBLIC -> 0.1;
            case INTERNAL -> 0.2;
            case CONFIDENTIAL, RESTRICTED -> 0.3;
        };
        return Math.min(1, ANY_LEVEL + ofLevel + CERTIFICATE * Math.min(certifications, TELLING_CERTIFICATES));
    }

    /**
     * How near a hit comes to the best one, cubed: what answers the question half as well keeps an eighth, so that neither
     * fame nor speed carries it past an answer. Among hits about as good as the best, the other parts decide.
     *
     * @param score of the hit's text and meaning, 0 or more
     * @param best the greatest score of any hit, 0 when nothing was asked
     */
    public static double relevance(double score, double best) {
        double share = best <= 0 ? 0 : Math.min(1, score / best);
        return share * share * share;
    }
}
