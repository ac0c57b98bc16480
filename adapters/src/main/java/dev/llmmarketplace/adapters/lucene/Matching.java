package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a question with the documents: one pass over the postings of its words, one over vectors.
 *
 * <p>In an index of ordinary size all vectors are compared, not by a graph of neighbours: only so is it the same set whatever
 * the filters, and it costs little (5,000 listings: two to three milliseconds of processor time for a whole search). In a
 * larger one ({@link Scale}) only a {@link Shortlist} is; and words so common that they make no document match are looked up
 * only where another word is.
 */
final class Matching {
    /** Kept below what any occurrence of a typed word brings. */
    private static final double NAME_BEGINNING = 0.02;
    /** When a word is unknown it may be the beginning of one, or several written as one ({@code llama3}). */
    private static final double NAME_BEGINNING_OF_UNKNOWN = 0.5;

    private final IndexSearcher searcher;
    private final Question question;
    private final Scale scale;
    private final Sight sight;
    private final Passing passing;

    /**
     * @param sight what is not in it matches nothing
     * @param passing the filters, which only tell what is worth comparing: nothing is left out of the matches
     */
    Matching(IndexSearcher searcher, Question question, Scale scale, Sight sight, Passing passing) {
        this.searcher = searcher;
        this.question = question;
        this.scale = scale;
        this.sight = sight;
        this.passing = passing;
    }

    List<LeafMatches> run() throws IOException {
        boolean exhaustive = searcher.getIndexReader().maxDoc() <= scale.exhaustiveUpTo();
        List<LeafMatches> leaves = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            leaves.add(new LeafMatches(leaf, question, sight.hidden(leaf.reader()), exhaustive));
        }
        if (!question.blank()) {
            if (exhaustive) {
                matchAll(leaves);
            } else {
                matchSome(leaves);
            }
        }
        return leaves;
    }

    private void matchAll(List<LeafMatches> leaves) throws IOException {
        for (Word word : question.words()) {
            matchWord(leaves, word);
        }
        matchNames(leaves);
        for (LeafMatches leaf : leaves) {
            for (View view : View.values()) {
                for (int i = 0; i < question.vectors().size(); i++) {
                    compareAll(leaf, view, i);
                }
            }
        }
    }

    private void matchSome(List<LeafMatches> leaves) throws IOException {
        List<Word> words = new ArrayList<>(question.words());
        words.sort(Comparator.comparingDouble(Word::weight).reversed());
        int telling = telling(words);
        for (Word word : words.subList(0, telling)) {
            matchWord(leaves, word);
        }
        matchNames(leaves);
        for (Word word : words.subList(telling, words.size())) {
            matchWordWhereTouched(leaves, word);
        }
        for (LeafMatches leaf : leaves) {
            leaf.compare(new Shortlist(leaf, question, scale, passing.of(leaf.context())).documents());
            for (View view : View.values()) {
                for (int i = 0; i < question.vectors().size(); i++) {
                    compareSome(leaf, view, i);
                }
            }
        }
    }

    /** How many of the words, the most telling first, there must be looked for: the others together make nothing match. */
    private int telling(List<Word> words) {
        double rest = words.stream().mapToDouble(Word::weight).sum();
        int telling = 0;
        while (telling < words.size() && rest >= LeafMatches.LEAST_COVERAGE * question.knownWeight()) {
            rest -= words.get(telling++).weight();
        }
        return telling;
    }

    private void matchWord(List<LeafMatches> leaves, Word word) throws IOException {
        Weight weight = weight(word.query(), ScoreMode.COMPLETE);
        for (LeafMatches leaf : leaves) {
            Scorer scorer = weight.scorer(leaf.context());
            if (scorer != null) {
                DocIdSetIterator documents = scorer.iterator();
                for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    leaf.addWord(doc, scorer.score(), word.weight());
                }
            }
        }
    }

    private void matchWordWhereTouched(List<LeafMatches> leaves, Word word) throws IOException {
        Weight weight = weight(word.query(), ScoreMode.COMPLETE);
        for (LeafMatches leaf : leaves) {
            Scorer scorer = weight.scorer(leaf.context());
            if (scorer != null) {
                DocIdSetIterator documents = ConjunctionUtils.intersectIterators(
                        List.of(new BitSetIterator(leaf.touched().clone(), 0), scorer.iterator()));
                for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    leaf.addWord(doc, scorer.score(), word.weight());
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

    private void compareAll(LeafMatches leaf, View view, int vector) throws IOException {
        VectorScorer scorer = scorer(leaf, view, vector);
        if (scorer != null) {
            DocIdSetIterator documents = scorer.iterator();
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                add(leaf, view, vector, doc, scorer);
            }
        }
    }

    private void compareSome(LeafMatches leaf, View view, int vector) throws IOException {
        VectorScorer scorer = scorer(leaf, view, vector);
        if (scorer != null) {
            DocIdSetIterator documents = scorer.iterator();
            for (int document : leaf.compared()) {
                if (documents.docID() < document) {
                    int ignored = documents.advance(document);
                }
                if (documents.docID() == document) {
                    add(leaf, view, vector, document, scorer);
                }
            }
        }
    }

    /** By the vectors as they were made, not as they are quantised for the graph. */
    private @Nullable VectorScorer scorer(LeafMatches leaf, View view, int vector) throws IOException {
        FloatVectorValues values = leaf.context().reader().getFloatVectorValues(view.field());
        return values == null ? null : values.rescorer(question.vectors().get(vector));
    }

    private static void add(LeafMatches leaf, View view, int vector, int document, VectorScorer scorer)
            throws IOException {
        float cosine = 2 * scorer.score() - 1; // undoes how Lucene keeps scores positive
        if (view == View.NAME) {
            leaf.addNameCosine(document, cosine);
        } else if (vector == 0) {
            leaf.addWholeCosine(document, cosine);
        } else {
            leaf.addSentenceCosine(document, cosine);
        }
    }

    /** Which documents pass all filters. */
    @FunctionalInterface
    interface Passing {
        /** For no filters. */
        Passing ALL = _ -> null;

        /** Null for all. */
        @Nullable
        FixedBitSet of(LeafReaderContext leaf) throws IOException;
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(LeafMatches leaf, int doc);
    }
}
