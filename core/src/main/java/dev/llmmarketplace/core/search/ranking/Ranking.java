package dev.llmmarketplace.core.search.ranking;

/** Weighs the parts together. Immutable. */
public record Ranking(RankingWeights weights) {
    public static final Ranking USUAL = new Ranking(RankingWeights.USUAL);

    /** Changes whenever the same facts would rank differently. */
    private static final String FORMULAS = "1";

    /** Tells which ranking an answer is of: that of the formulas, then the weights. */
    public String version() {
        return FORMULAS + ":" + weights.relevance() + "/" + weights.popularity() + "/" + weights.performance() + "/"
                + weights.compliance();
    }

    /**
     * The whole of it, 0..1.
     *
     * @param standing as {@link #standing} has it
     */
    public double score(double relevance, double standing) {
        return weights.relevance() * relevance + standing;
    }

    /** What a service brings along whatever is asked. */
    public double standing(TrackRecord record, double compliance) {
        return weights.popularity() * Scores.popularity(record)
                + weights.performance() * Scores.performance(record)
                + weights.compliance() * compliance;
    }

    /**
     * What a hit's place is made of; each 0..1 and not weighed yet.
     *
     * @param text of the question's words and meaning alone, from which {@code relevance} is made
     */
    public record Parts(double text, double relevance, double popularity, double performance, double compliance) {
        /** Of a hit that is not sorted by relevance. */
        public static final Parts NONE = new Parts(0, 0, 0, 0, 0);
    }
}
