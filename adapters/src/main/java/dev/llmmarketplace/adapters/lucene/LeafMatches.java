package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.ranking.Ranking;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
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
    private static final double LEAST_COVERAGE = 0.1;

    private final LeafReaderContext context;
    private final Question question;
    private final @Nullable Bits live;
    private final double weight;
    private final double leastCovered;
    private final double wordsShare;
    private final float[] words;
    private final float[] covered;
    private final float[] whole;
    private final float[] sentence;
    private final float[] title;
    private final byte[] names;

    LeafMatches(LeafReaderContext context, Question question) {
        int size = context.reader().maxDoc();
        boolean sentences = question.vectors().size() > 1;
        this.context = context;
        this.question = question;
        this.live = context.reader().getLiveDocs();
        this.weight = question.weight();
        this.leastCovered = LEAST_COVERAGE * question.knownWeight();
        this.wordsShare = question.wordsShare();
        this.words = new float[size];
        this.covered = new float[size];
        this.whole = new float[size];
        this.sentence = sentences ? new float[size] : whole;
        this.title = new float[size];
        this.names = new byte[size];
    }

    LeafReaderContext context() {
        return context;
    }

    /** @param weightOfWord of the word, or of the words, that the document has */
    void addWord(int document, double score, double weightOfWord) {
        words[document] += (float) score;
        covered[document] += (float) weightOfWord;
    }

    void setName(int document, int nearness) {
        names[document] = (byte) nearness;
    }

    void addWholeCosine(int document, float cosine) {
        whole[document] = Math.max(whole[document], cosine);
    }

    void addNameCosine(int document, float cosine) {
        title[document] = Math.max(title[document], cosine);
    }

    void addSentenceCosine(int document, float cosine) {
        sentence[document] = Math.max(sentence[document], cosine);
    }

    boolean matches(int document) {
        return (live == null || live.get(document))
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
        for (int document = 0; !question.blank() && document < words.length; document++) {
            float score = score(document);
            if (score > best && matches(document)) {
                best = score;
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
        return (1 - NAME_SHARE) * cosine(document) + NAME_SHARE * title[document];
    }

    /** 0..1: half the whole question's, half the nearest sentence's, each with the nearest view of the listing. */
    private float cosine(int document) {
        return (whole[document] + sentence[document]) / 2;
    }
}
