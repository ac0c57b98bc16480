package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;

/**
 * Compares a question with every document: one pass over the postings of its words, one over all vectors.
 *
 * <p>The vectors are compared all, not by a graph of neighbours: only so is it the same set whatever the filters, so that
 * totals and facet counts are exact; and at the size of a catalogue it costs little (5,000 listings: two to three
 * milliseconds of processor time for a whole search).
 */
final class Matching {
    /** Kept below what any occurrence of a typed word brings. */
    private static final double NAME_BEGINNING = 0.02;
    /** When a word is unknown it may be the beginning of one, or several written as one ({@code llama3}). */
    private static final double NAME_BEGINNING_OF_UNKNOWN = 0.5;

    private final IndexSearcher searcher;
    private final Question question;

    Matching(IndexSearcher searcher, Question question) {
        this.searcher = searcher;
        this.question = question;
    }

    List<LeafMatches> run() throws IOException {
        List<LeafMatches> leaves = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            leaves.add(new LeafMatches(leaf, question));
        }
        if (!question.blank()) {
            matchWords(leaves);
            matchNames(leaves);
            matchMeaning(leaves);
        }
        return leaves;
    }

    private void matchWords(List<LeafMatches> leaves) throws IOException {
        for (Word word : question.words()) {
            Weight weight = weight(word.query(), ScoreMode.COMPLETE);
            for (LeafMatches leaf : leaves) {
                Scorer scorer = weight.scorer(leaf.context());
                if (scorer != null) {
                    DocIdSetIterator documents = scorer.iterator();
                    for (int doc = documents.nextDoc();
                            doc != DocIdSetIterator.NO_MORE_DOCS;
                            doc = documents.nextDoc()) {
                        leaf.addWord(doc, scorer.score(), word.weight());
                    }
                }
            }
        }
    }

    private void matchNames(List<LeafMatches> leaves) throws IOException {
        double known = question.knownWeight();
        double share = known < question.weight() ? NAME_BEGINNING_OF_UNKNOWN : NAME_BEGINNING;
        each(leaves, question.names().prefix(), (leaf, doc) -> leaf.addWord(doc, share * question.weight(), known));
        each(leaves, question.names().near(), (leaf, doc) -> leaf.setName(doc, LeafMatches.NAMED_NEARLY));
        each(leaves, question.names().compact(), (leaf, doc) -> leaf.setName(doc, LeafMatches.NAMED_LOOSELY));
        each(leaves, question.names().exact(), (leaf, doc) -> leaf.setName(doc, LeafMatches.NAMED_EXACTLY));
    }

    private void each(List<LeafMatches> leaves, Query query, Visitor visitor) throws IOException {
        Weight weight = weight(query, ScoreMode.COMPLETE_NO_SCORES);
        for (LeafMatches leaf : leaves) {
            Scorer scorer = weight.scorer(leaf.context());
            if (scorer != null) {
                DocIdSetIterator documents = scorer.iterator();
                for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    visitor.visit(leaf, doc);
                }
            }
        }
    }

    private Weight weight(Query query, ScoreMode mode) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), mode, 1);
    }

    private void matchMeaning(List<LeafMatches> leaves) throws IOException {
        List<float[]> vectors = question.vectors();
        for (LeafMatches leaf : leaves) {
            for (View view : View.values()) {
                for (int i = 0; i < vectors.size(); i++) {
                    compare(leaf, view, vectors.get(i), i == 0);
                }
            }
        }
    }

    private static void compare(LeafMatches leaf, View view, float[] vector, boolean whole) throws IOException {
        FloatVectorValues values = leaf.context().reader().getFloatVectorValues(view.field());
        VectorScorer scorer = values == null ? null : values.scorer(vector);
        if (scorer == null) {
            return;
        }
        DocIdSetIterator documents = scorer.iterator();
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            float cosine = 2 * scorer.score() - 1; // undoes how Lucene keeps scores positive
            if (view == View.NAME) {
                leaf.addNameCosine(doc, cosine);
            } else if (whole) {
                leaf.addWholeCosine(doc, cosine);
            } else {
                leaf.addSentenceCosine(doc, cosine);
            }
        }
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(LeafMatches leaf, int doc);
    }
}
