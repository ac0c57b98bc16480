package dev.llmmarketplace.adapters.lucene;

import java.time.Duration;

/**
 * How much work a search may be. An index of up to {@code exhaustiveUpTo} documents is compared whole. In a larger one every
 * document that shares a telling word or a name with the question still matches and counts; what is near in meaning alone
 * is taken from a graph of neighbours, and the score is computed for the shortlist only. All numbers of documents but the first and the last
 * are of the whole index: of each of its segments the part that is to be expected, and some more.
 *
 * @param neighbours nearest documents, by the whole question
 * @param neighboursOfSentence by each sentence of it
 * @param shortlist documents that hold the most of the question's words
 * @param scannedUpTo documents of a segment that pass the filters, up to which they are compared one by one instead of by the
 *     graph
 * @param longest time that a search may take; then it is given up
 */
record Scale(
        int exhaustiveUpTo,
        int neighbours,
        int neighboursOfSentence,
        int shortlist,
        int scannedUpTo,
        Duration longest) {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** Compares everything. */
    static final Scale EXACT = new Scale(Integer.MAX_VALUE, 200, 50, 300, Integer.MAX_VALUE, LONGEST);

    static final Scale USUAL = new Scale(10_000, 300, 50, 300, 5_000, LONGEST);

    Scale(int exhaustiveUpTo, int neighbours, int neighboursOfSentence, int shortlist, int scannedUpTo) {
        this(exhaustiveUpTo, neighbours, neighboursOfSentence, shortlist, scannedUpTo, LONGEST);
    }
}
