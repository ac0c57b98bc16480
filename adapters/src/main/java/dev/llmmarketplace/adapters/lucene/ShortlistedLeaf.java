package dev.llmmarketplace.adapters.lucene;

import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Only the documents of a shortlist are compared with the question in full. Of the others is known whether their words make
 * them match, and by what share: for an order among themselves, after the shortlist.
 */
final class ShortlistedLeaf extends LeafMatches {
    /** Of the words' share, for documents that may hold them where they tell little. */
    private static final float UNREAD = 0.5f;

    private final WordMatches wordMatches;
    /** Ascending. */
    private int[] listed = {};

    private float[] words = {};
    private byte[] names = {};
    private float[] whole = {};
    private float[] sentence = {};
    private float[] title = {};
    private @Nullable FixedBitSet scored;

    ShortlistedLeaf(
            LeafReaderContext context, Question question, @Nullable FixedBitSet hidden, WordMatches wordMatches) {
        super(context, question, hidden);
        this.wordMatches = wordMatches;
        keepVisible(wordMatches.matched());
    }

    /** @param shortlist ascending; those whose scores count */
    void list(int[] shortlist) {
        listed = shortlist;
        words = new float[shortlist.length];
        names = new byte[shortlist.length];
        whole = new float[shortlist.length];
        sentence = question().vectors().size() > 1 ? new float[shortlist.length] : whole;
        title = new float[shortlist.length];
    }

    int[] listed() {
        return listed;
    }

    /** @param place in {@link #listed} */
    void addWord(int place, double score) {
        words[place] += (float) score;
    }

    /** Of a document that is not listed only that it matches. */
    void setName(int document, int nearness) {
        if (visible(document)) {
            matched().set(document);
            int place = place(document);
            if (place >= 0) {
                names[place] = (byte) nearness;
            }
        }
    }

    /** @param place in {@link #listed} */
    void addCosine(View view, int vector, int place, float cosine) {
        float[] cosines = view == View.NAME ? title : vector == 0 ? whole : sentence;
        cosines[place] = Math.max(cosines[place], cosine);
    }

    /** To be called when all is compared. */
    void finish() {
        FixedBitSet known = new FixedBitSet(matched().length());
        for (int document : listed) {
            if (!question().blank() && visible(document) && meant(document)) {
                matched().set(document);
            }
            if (matched().get(document)) {
                known.set(document);
            }
        }
        scored = known;
    }

    @Override
    FixedBitSet matched() {
        return wordMatches.matched();
    }

    @Override
    FixedBitSet scored() {
        if (scored == null) {
            throw new IllegalStateException("the shortlist is still being compared");
        }
        return scored;
    }

    /** Where the document is listed; negative where it is not. */
    private int place(int document) {
        return Arrays.binarySearch(listed, document);
    }

    @Override
    int name(int document) {
        int place = place(document);
        return place < 0 ? UNNAMED : names[place];
    }

    @Override
    float wordScore(int document) {
        int place = place(document);
        return place < 0
                ? (float) (UNREAD * wordMatches.share(document) * question().knownWeight())
                : words[place];
    }

    @Override
    float cosine(int document) {
        int place = place(document);
        return place < 0 ? 0 : (whole[place] + sentence[place]) / 2;
    }

    @Override
    float titleCosine(int document) {
        int place = place(document);
        return place < 0 ? 0 : title[place];
    }
}
