package dev.llmmarketplace.adapters.lucene;

import org.apache.lucene.search.similarities.BM25Similarity;

/**
 * BM25 that trusts rare words more: the inverse document frequency is raised to a power above one. Questions in sentences
 * hold many half-telling words, whose sum otherwise drowns the one that matters.
 */
final class WordSimilarity extends BM25Similarity {
    /** BM25's usual 1.2, doubled because the parts' weights count a word of the description twice. */
    private static final float K1 = 2.4f;

    private static final float B = 0.75f;
    private static final double POWER = 1.25;

    WordSimilarity() {
        super(K1, B);
    }

    @Override
    protected float idf(long documentsWithWord, long documents) {
        return (float) weight(documentsWithWord, documents);
    }

    /** How telling a word is: the greatest score that it can bring. */
    static double weight(long documentsWithWord, long documents) {
        return Math.pow(Math.log(1 + (documents - documentsWithWord + 0.5) / (documentsWithWord + 0.5)), POWER);
    }
}
