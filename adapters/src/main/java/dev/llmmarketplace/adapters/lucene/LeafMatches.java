package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.ranking.Ranking;
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
abstract sealed class LeafMatches permits WholeLeaf, ShortlistedLeaf {
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
    private final double wordsShare;
    /** Documents that are not the asker's to see; null for none. */
    private final @Nullable FixedBitSet hidden;

    /** @param hidden documents that match nothing, whatever they score; null for none */
    LeafMatches(LeafReaderContext context, Question question, @Nullable FixedBitSet hidden) {
        this.context = context;
        this.question = question;
        this.hidden = hidden;
        this.live = context.reader().getLiveDocs();
        this.weight = question.weight();
        this.wordsShare = question.wordsShare();
    }

    /** All that match. */
    abstract FixedBitSet matched();

    /** Those of the matches whose score is all that can be said of them; the others come after these. */
    abstract FixedBitSet scored();

    /** How far the question is the document's name: {@link #UNNAMED} to {@link #NAMED_EXACTLY}. */
    abstract int name(int document);

    /** What the document's words bring, of {@link Question#weight}. */
    abstract float wordScore(int document);

    /** 0..1: half the whole question's, half the nearest sentence's, each with the nearest view of the listing. */
    abstract float cosine(int document);

    /** 0..1: the nearest of whole question and sentences to the title. */
    abstract float titleCosine(int document);

    final LeafReaderContext context() {
        return context;
    }

    final Question question() {
        return question;
    }

    /** Live documents that the asker may see; null when those are all live ones. */
    final @Nullable FixedBitSet visible() {
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

    final boolean visible(int document) {
        return (live == null || live.get(document)) && (hidden == null || !hidden.get(document));
    }

    /** Takes out of {@code documents} what is deleted or not the asker's to see. */
    final void keepVisible(FixedBitSet documents) {
        if (hidden != null) {
            documents.andNot(hidden);
        }
        if (live != null) {
            live.applyMask(documents, 0);
        }
    }

    final boolean meant(int document) {
        return !question.vectors().isEmpty() && cosine(document) >= question.relatedFrom();
    }

    /** 0..1; 0 when nothing was asked. */
    final float score(int document) {
        return (float) (wordsShare * words(document) + (1 - wordsShare) * meaning(document));
    }

    /** What {@link #score} is made of. */
    final Ranking.Text text(int document) {
        return new Ranking.Text(
                score(document), words(document), meaning(document), wordsShare, name(document) != UNNAMED);
    }

    /** 0..1: the share of the question's weight. */
    private float words(int document) {
        return weight == 0 ? 0 : Math.min(1, (float) (wordScore(document) / weight));
    }

    /** 0..1: the name says less than the rest, but it is of one piece. */
    private float meaning(int document) {
        return (1 - NAME_SHARE) * cosine(document) + NAME_SHARE * titleCosine(document);
    }

    /** The greatest score of what matches; 0 when nothing was asked. */
    final float best() {
        float best = 0;
        if (!question.blank()) {
            BitSetIterator documents = new BitSetIterator(scored(), 0);
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                best = Math.max(best, score(doc));
            }
        }
        return best;
    }
}
