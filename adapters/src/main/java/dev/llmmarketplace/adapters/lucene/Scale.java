package dev.llmmarketplace.adapters.lucene;

/**
 * How much work a search may be. An index of up to {@code exhaustiveUpTo} documents is compared whole. In a larger one every
 * document that shares a telling word or a name with the question still matches and counts; what is near in meaning alone
 * is taken from a graph of neighbours, and the cosine is computed for the shortlist only.
 *
 * @param neighbours nearest documents of each segment, by the whole question
 * @param neighboursOfSentence by each sentence of it
 * @param shortlist documents of each segment whose words score best
 * @param scannedUpTo documents that pass the filters, up to which they are compared one by one instead of by the graph
 */
record Scale(int exhaustiveUpTo, int neighbours, int neighboursOfSentence, int shortlist, int scannedUpTo) {
    /** Compares everything. */
    static final Scale EXACT = new Scale(Integer.MAX_VALUE, 200, 50, 300, Integer.MAX_VALUE);

    static final Scale USUAL = new Scale(50_000, 200, 50, 300, 10_000);
}
