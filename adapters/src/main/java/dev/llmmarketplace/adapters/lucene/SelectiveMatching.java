package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a question with a large index. What matches by words and names is told by sets of documents, all of it. Only a
 * {@link Shortlist} is scored: what holds the most of the question's words, what is nearest in meaning, what is called so.
 */
final class SelectiveMatching {
    private final IndexSearcher searcher;
    private final Question question;
    private final Scale scale;
    private final Sight sight;
    private final Deadline deadline;
    private final List<Weight> said = new ArrayList<>();
    private final List<Named> names = new ArrayList<>();

    /** @param sight what is not in it matches nothing */
    SelectiveMatching(IndexSearcher searcher, Question question, Scale scale, Sight sight, Deadline deadline)
            throws IOException {
        this.deadline = deadline;
        this.searcher = searcher;
        this.question = question;
        this.scale = scale;
        this.sight = sight;
        for (Word word : question.words()) {
            said.add(weight(word.said(), ScoreMode.COMPLETE));
        }
        addName(question.names().near(), LeafMatches.NAMED_NEARLY);
        addName(question.names().compact(), LeafMatches.NAMED_LOOSELY);
        addName(question.names().exact(), LeafMatches.NAMED_EXACTLY);
    }

    private void addName(Query query, int nearness) throws IOException {
        names.add(new Named(weight(query, ScoreMode.COMPLETE_NO_SCORES), nearness));
    }

    private Weight weight(Query query, ScoreMode mode) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), mode, 1);
    }

    /**
     * @param passing live documents that pass all filters, which only tell what is worth comparing: nothing is left out of
     *     the matches; null for no filters
     */
    LeafMatches match(LeafReaderContext leaf, WordSets sets, LeafStanding standing, @Nullable FixedBitSet passing)
            throws IOException {
        WordMatches words = WordMatches.of(question, leaf, searcher, sets, deadline);
        ShortlistedLeaf matches = new ShortlistedLeaf(leaf, question, sight.hidden(leaf.reader()), words);
        if (question.blank()) {
            matches.matched().set(0, leaf.reader().maxDoc());
            matches.keepVisible(matches.matched());
        }
        Shortlist shortlist = new Shortlist(matches, words, standing, scale, share(leaf), passing);
        for (Named name : names) {
            shortlist.addNamed(name.query().scorer(leaf));
        }
        matches.list(shortlist.documents());
        if (!question.blank()) {
            score(matches, words);
        }
        matches.finish();
        return matches;
    }

    /** The part of the index that the segment is, 0..1. */
    private double share(LeafReaderContext leaf) {
        IndexReader index = searcher.getIndexReader();
        return (double) leaf.reader().maxDoc() / index.maxDoc();
    }

    private void score(ShortlistedLeaf leaf, WordMatches words) throws IOException {
        for (int i = 0; i < said.size(); i++) {
            deadline.check();
            scoreWord(leaf, said.get(i), question.words().get(i), words.begun(i));
        }
        addNameBeginnings(leaf, words.nameBegun());
        for (Named name : names) {
            setNames(leaf, name);
        }
        for (View view : View.values()) {
            for (int i = 0; i < question.vectors().size(); i++) {
                deadline.check();
                VectorScorer scorer =
                        view.scorer(leaf.context().reader(), question.vectors().get(i));
                if (scorer != null) {
                    compare(leaf, view, i, scorer);
                }
            }
        }
    }

    private static void scoreWord(ShortlistedLeaf leaf, Weight said, Word word, @Nullable FixedBitSet begun)
            throws IOException {
        Scorer scorer = said.scorer(leaf.context());
        DocIdSetIterator holders = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
        int[] listed = leaf.listed();
        for (int place = 0; place < listed.length; place++) {
            if (scorer != null && reached(holders, listed[place])) {
                leaf.addWord(place, scorer.score());
            } else if (begun != null && begun.get(listed[place])) {
                leaf.addWord(place, word.beginningScore());
            }
        }
    }

    private void addNameBeginnings(ShortlistedLeaf leaf, @Nullable FixedBitSet begun) {
        int[] listed = leaf.listed();
        for (int place = 0; begun != null && place < listed.length; place++) {
            if (begun.get(listed[place])) {
                leaf.addWord(place, question.nameBeginningShare() * question.weight());
            }
        }
    }

    private static void setNames(ShortlistedLeaf leaf, Named name) throws IOException {
        Scorer scorer = name.query().scorer(leaf.context());
        if (scorer != null) {
            DocIdSetIterator documents = scorer.iterator();
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                leaf.setName(doc, name.nearness());
            }
        }
    }

    private static void compare(ShortlistedLeaf leaf, View view, int vector, VectorScorer scorer) throws IOException {
        DocIdSetIterator holders = scorer.iterator();
        int[] listed = leaf.listed();
        for (int place = 0; place < listed.length; place++) {
            if (reached(holders, listed[place])) {
                leaf.addCosine(view, vector, place, View.cosine(scorer.score()));
            }
        }
    }

    private static boolean reached(DocIdSetIterator documents, int document) throws IOException {
        return documents.docID() == document || documents.docID() < document && documents.advance(document) == document;
    }

    /** A way in which the question may be a service's name. */
    private record Named(Weight query, int nearness) {}
}
