package dev.llmmarketplace.adapters.lucene;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Every document of the segment is compared with the question. */
final class WholeLeaf extends LeafMatches {
    private final double leastCovered;
    private final float[] words;
    private final float[] covered;
    private final byte[] names;
    private final float[] whole;
    private final float[] sentence;
    private final float[] title;
    private @Nullable FixedBitSet matched;

    WholeLeaf(LeafReaderContext context, Question question, @Nullable FixedBitSet hidden) {
        super(context, question, hidden);
        int size = context.reader().maxDoc();
        this.leastCovered = LEAST_COVERAGE * question.knownWeight();
        this.words = new float[size];
        this.covered = new float[size];
        this.names = new byte[size];
        this.whole = new float[size];
        this.sentence = question.vectors().size() > 1 ? new float[size] : whole;
        this.title = new float[size];
    }

    /** @param weightOfWord of the word, or of the words, that the document has */
    void addWord(int document, double score, double weightOfWord) {
        words[document] += (float) score;
        covered[document] += (float) weightOfWord;
    }

    void setName(int document, int nearness) {
        names[document] = (byte) nearness;
    }

    void addCosine(View view, int vector, int document, float cosine) {
        float[] cosines = view == View.NAME ? title : vector == 0 ? whole : sentence;
        cosines[document] = Math.max(cosines[document], cosine);
    }

    @Override
    FixedBitSet matched() {
        FixedBitSet known = matched;
        if (known == null) {
            known = new FixedBitSet(names.length);
            for (int document = 0; document < names.length; document++) {
                if (matches(document)) {
                    known.set(document);
                }
            }
            matched = known;
        }
        return known;
    }

    private boolean matches(int document) {
        return visible(document)
                && (question().blank() || names[document] != UNNAMED || worded(document) || meant(document));
    }

    private boolean worded(int document) {
        return covered[document] > 0 && covered[document] >= leastCovered;
    }

    @Override
    FixedBitSet scored() {
        return matched();
    }

    @Override
    int name(int document) {
        return names[document];
    }

    @Override
    float wordScore(int document) {
        return words[document];
    }

    @Override
    float cosine(int document) {
        return (whole[document] + sentence[document]) / 2;
    }

    @Override
    float titleCosine(int document) {
        return title[document];
    }
}
