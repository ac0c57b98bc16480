package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.ranking.Ranking;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * How well a segment's documents answer a question.
 *
 * <p><b>What matches.</b> A document whose words carry at least a tenth of the weight of the question's known words, or
 * whose vector is as near as the model says that related texts are, or whose name the question is. This depends on nothing
 * but question and document, never on filters, pages or limits.
 *
 * <p><b>How it scores.</b> The mean of two absolute figures, each 0..1: the share of the question's weight that its words
 * bring (BM25F over the greatest possible) and the cosine, weighted as {@link Question#wordsShare} says. Nothing depends on
 * which other listings match. What else was tried, with figures: {@code docs/search-quality.md}.
 */
final class LeafMatches {
    /** The question is no name of the service. */
    static final int UNNAMED = 0;
    /** It was probably meant to be one: a typing error away, and right about nothing else. */
    static final int NAMED_NEARLY = 1;
    /** It is one, but for spaces and signs. */
    static final int NAMED_LOOSELY = 2;
    /** It is one, letter by letter. */
    static final int NAMED_EXACTLY = 3;

    private static final float NAME_SHARE = 0.2f;
    /** Of the weight of the question's known words, which a document's must carry. */
    static final double LEAST_COVERAGE = 0.1;

    private final LeafReaderContext context;
    private final Question question;
    private final @Nullable Bits live;
    private final double weight;
    private final double leastCovered;
    private final double wordsShare;
    private final float[] words;
    private final float[] covered;
    /** Documents that are not the asker's to see; null for none. */
    private final @Nullable FixedBitSet hidden;

    private final boolean exhaustive;
    /** Documents that share something with the question. */
    private final FixedBitSet touched;

    private final byte[] names;
    private int[] compared = {};
    private float[] whole = {};
    private float[] sentence = {};
    private float[] title = {};
    private @Nullable FixedBitSet matched;

    /**
     * @param hidden documents that match nothing, whatever they score; null for none
     * @param exhaustive whether every document's meaning is compared, or only that of those that {@link #compare} names
     */
    LeafMatches(LeafReaderContext context, Question question, @Nullable FixedBitSet hidden, boolean exhaustive) {
        int size = context.reader().maxDoc();
        this.hidden = hidden;
        this.exhaustive = exhaustive;
        this.touched = new FixedBitSet(size);
        this.context = context;
        this.question = question;
        this.live = context.reader().getLiveDocs();
        this.weight = question.weight();
        this.leastCovered = LEAST_COVERAGE * question.knownWeight();
        this.wordsShare = question.wordsShare();
        this.words = new float[size];
        this.covered = new float[size];
        this.names = new byte[size];
        if (exhaustive) {
            allocate(size);
        }
    }

    private void allocate(int size) {
        whole = new float[size];
        sentence = question.vectors().size() > 1 ? new float[size] : whole;
        title = new float[size];
    }

    /** @param documents ascending; those whose meaning counts */
    void compare(int[] documents) {
        compared = documents;
        allocate(documents.length);
        for (int document : documents) {
            touched.set(document);
        }
    }

    /** What the document's words score, of {@link Question#weight} at most. */
    float wordScore(int document) {
        return words[document];
    }

    boolean exhaustive() {
        return exhaustive;
    }

    /** Documents that share a word, a name or the meaning with the question. */
    FixedBitSet touched() {
        return touched;
    }

    int[] compared() {
        return compared;
    }

    /** Where a document's cosines are kept; negative where they were not computed. */
    private int place(int document) {
        return exhaustive ? document : Arrays.binarySearch(compared, document);
    }

    /** All that {@link #matches}. */
    FixedBitSet matched() {
        FixedBitSet known = matched;
        if (known == null) {
            known = new FixedBitSet(names.length);
            for (int document = 0; document < names.length; document++) {
                if (exhaustive || question.blank() || touched.get(document)) {
                    if (matches(document)) {
                        known.set(document);
                    }
                }
            }
            matched = known;
        }
        return known;
    }

    LeafReaderContext context() {
        return context;
    }

    /** @param weightOfWord of the word, or of the words, that the document has */
    void addWord(int document, double score, double weightOfWord) {
        touched.set(document);
        words[document] += (float) score;
        covered[document] += (float) weightOfWord;
    }

    void setName(int document, int nearness) {
        touched.set(document);
        names[document] = (byte) nearness;
    }

    void addWholeCosine(int document, float cosine) {
        int place = place(document);
        whole[place] = Math.max(whole[place], cosine);
    }

    void addNameCosine(int document, float cosine) {
        int place = place(document);
        title[place] = Math.max(title[place], cosine);
    }

    void addSentenceCosine(int document, float cosine) {
        int place = place(document);
        sentence[place] = Math.max(sentence[place], cosine);
    }

    /** Live documents that the asker may see; null when those are all. */
    @Nullable
    FixedBitSet visible() {
        if (hidden == null) {
            return null;
        }
        FixedBitSet visible = hidden.clone();
        visible.flip(0, visible.length());
        if (live != null) {
            live.applyMask(visible, 0);
        }
        return visible;
    }

    boolean matches(int document) {
        return (live == null || live.get(document))
                && (hidden == null || !hidden.get(document))
                && (question.blank() || named(document) || worded(document) || meant(document));
    }

    boolean meant(int document) {
        return !question.vectors().isEmpty() && cosine(document) >= question.relatedFrom();
    }

    int name(int document) {
        return names[document];
    }

    /** 0..1; 0 when nothing was asked. */
    float score(int document) {
        return (float) (wordsShare * words(document) + (1 - wordsShare) * meaning(document));
    }

    /** What {@link #score} is made of. */
    Ranking.Text text(int document) {
        return new Ranking.Text(score(document), words(document), meaning(document), wordsShare, named(document));
    }

    /** 0..1: the share of the question's weight. */
    private float words(int document) {
        return weight == 0 ? 0 : Math.min(1, (float) (words[document] / weight));
    }

    /** The greatest score of what matches; 0 when nothing was asked. */
    float best() {
        float best = 0;
        if (!question.blank()) {
            BitSetIterator documents = new BitSetIterator(matched(), 0);
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                best = Math.max(best, score(doc));
            }
        }
        return best;
    }

    private boolean named(int document) {
        return names[document] != UNNAMED;
    }

    private boolean worded(int document) {
        return covered[document] > 0 && covered[document] >= leastCovered;
    }

    /** 0..1: the name says less than the rest, but it is of one piece. */
    private float meaning(int document) {
        int place = place(document);
        return place < 0 ? 0 : (1 - NAME_SHARE) * cosineAt(place) + NAME_SHARE * title[place];
    }

    /** 0..1: half the whole question's, half the nearest sentence's, each with the nearest view of the listing. */
    private float cosine(int document) {
        int place = place(document);
        return place < 0 ? 0 : cosineAt(place);
    }

    private float cosineAt(int place) {
        return (whole[place] + sentence[place]) / 2;
    }
}
