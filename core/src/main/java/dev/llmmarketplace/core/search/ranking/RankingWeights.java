package dev.llmmarketplace.core.search.ranking;

/** How much each part of a ranking counts; each 0..1, together 1. */
public record RankingWeights(double relevance, double popularity, double performance, double compliance) {
    public static final RankingWeights USUAL = new RankingWeights(0.4, 0.2, 0.2, 0.2);

    private static final double ROUNDING = 1e-9;

    /** @throws IllegalArgumentException when one is out of its range, or they do not sum to 1 */
    public RankingWeights {
        if (!between(relevance) || !between(popularity) || !between(performance) || !between(compliance)) {
            throw new IllegalArgumentException("each weight is from 0 to 1");
        }
        if (!sumToOne(relevance, popularity, performance, compliance)) {
            throw new IllegalArgumentException("the weights sum to "
                    + (relevance + popularity + performance + compliance) + ", they must sum to 1");
        }
    }

    /** Within what doubles can tell. */
    public static boolean sumToOne(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return Math.abs(sum - 1) < ROUNDING;
    }

    private static boolean between(double weight) {
        return weight >= 0 && weight <= 1;
    }
}
