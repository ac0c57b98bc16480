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
     * @param text what {@code relevance} is made from
     */
    public record Parts(Text text, double relevance, double popularity, double performance, double compliance) {
        /** Of a hit that is not sorted by relevance. */
        public static final Parts NONE = new Parts(Text.NONE, 0, 0, 0, 0);
    }

    /**
     * How a hit answers the question by itself: {@code score = wordsShare words + (1 - wordsShare) meaning}.
     *
     * @param words share of the question's weight that the hit's words bring, 0..1
     * @param meaning nearness of the vectors, 0..1
     * @param wordsShare how much words count beside meaning in this question, 0..1
     * @param named whether the question is the hit's name; such a hit comes before all others
     */
    public record Text(double score, double words, double meaning, double wordsShare, boolean named) {
        public static final Text NONE = new Text(0, 0, 0, 0, false);
    }
}
