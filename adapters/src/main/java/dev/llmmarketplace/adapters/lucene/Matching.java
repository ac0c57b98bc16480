package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;

/**
 * Compares a question with every document: one pass over the postings of its words, one over vectors. All vectors are
 * compared, not by a graph of neighbours: only so is it the same set whatever the filters, and it costs little (5,000
 * listings: two to three milliseconds of processor time for a whole search). In a larger index, {@link SelectiveMatching}.
 */
final class Matching {
    private final IndexSearcher searcher;
    private final Question question;
    private final Sight sight;
    private final Deadline deadline;

    /** @param sight what is not in it matches nothing */
    Matching(IndexSearcher searcher, Question question, Sight sight, Deadline deadline) {
        this.deadline = deadline;
        this.searcher = searcher;
        this.question = question;
        this.sight = sight;
    }

    List<LeafMatches> run() throws IOException {
        List<WholeLeaf> leaves = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            leaves.add(new WholeLeaf(leaf, question, sight.hidden(leaf.reader())));
        }
        if (!question.blank()) {
            for (Word word : question.words()) {
                deadline.check();
                matchWord(leaves, word);
            }
            matchNames(leaves);
            for (WholeLeaf leaf : leaves) {
                deadline.check();
                compare(leaf);
            }
        }
        return List.copyOf(leaves);
    }

    private void matchWord(List<WholeLeaf> leaves, Word word) throws IOException {
        Weight weight = weight(word.query(), ScoreMode.COMPLETE);
        for (WholeLeaf leaf : leaves) {
            Scorer scorer = weight.scorer(leaf.context());
            if (scorer != null) {
                DocIdSetIterator documents = scorer.iterator();
                for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    leaf.addWord(doc, scorer.score(), word.weight());
                }
            }
        }
    }

    private void matchNames(List<WholeLeaf> leaves) throws IOException {
        double known = question.knownWeight();
        double share = question.nameBeginningShare();
        each(leaves, question.names().prefix(), (leaf, doc) -> leaf.addWord(doc, share * question.weight(), known));
        each(leaves, question.names().near(), (leaf, doc) -> leaf.setName(doc, LeafMatches.NAMED_NEARLY));
        each(leaves, question.names().compact(), (leaf, doc) -> leaf.setName(doc, LeafMatches.NAMED_LOOSELY));
        each(leaves, question.names().exact(), (leaf, doc) -> leaf.setName(doc, LeafMatches.NAMED_EXACTLY));
    }

    private void each(List<WholeLeaf> leaves, Query query, Visitor visitor) throws IOException {
        Weight weight = weight(query, ScoreMode.COMPLETE_NO_SCORES);
        for (WholeLeaf leaf : leaves) {
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

    private void compare(WholeLeaf leaf) throws IOException {
        for (View view : View.values()) {
            for (int i = 0; i < question.vectors().size(); i++) {
                VectorScorer scorer =
                        view.scorer(leaf.context().reader(), question.vectors().get(i));
                if (scorer != null) {
                    compare(leaf, view, i, scorer);
                }
            }
        }
    }

    private static void compare(WholeLeaf leaf, View view, int vector, VectorScorer scorer) throws IOException {
        DocIdSetIterator documents = scorer.iterator();
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            leaf.addCosine(view, vector, doc, View.cosine(scorer.score()));
        }
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(WholeLeaf leaf, int doc);
    }
}
