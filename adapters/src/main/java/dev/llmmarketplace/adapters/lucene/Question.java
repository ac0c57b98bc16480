package dev.llmmarketplace.adapters.lucene;

import java.util.List;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/**
 * What was asked, as one state of the index understands it.
 *
 * @param words what it is about; empty when nothing was typed, or nothing that could be a word
 * @param rarest greatest weight that a word can have
 * @param names how it could be a service's name
 * @param relatedFrom cosine from which on a document answers the question by its meaning
 * @param vectors of the whole question, then of its sentences when there are several; empty when meaning cannot be asked
 */
record Question(
        boolean blank, List<Word> words, double rarest, NameQueries names, double relatedFrom, List<float[]> vectors) {
    private static final int MOST_KEYWORDS = 3;
    private static final double KEYWORDS_SHARE = 0.75;

    /**
     * One word of the question.
     *
     * @param query scores the documents that hold it, or something that stands for it
     * @param weight greatest score that it can bring: how telling the word is (inverse document frequency)
     * @param known false when no listing holds it or a substitute
     */
    record Word(String stem, Query query, double weight, boolean known, List<String> stems) {}

    /**
     * @param exact a name as typed
     * @param compact a name but for spaces and signs
     * @param prefix the beginning of a name but for spaces and signs
     * @param near a name but for one typing error
     */
    record NameQueries(Query exact, Query compact, Query prefix, Query near) {
        static final NameQueries NONE = new NameQueries(
                MatchNoDocsQuery.INSTANCE,
                MatchNoDocsQuery.INSTANCE,
                MatchNoDocsQuery.INSTANCE,
                MatchNoDocsQuery.INSTANCE);
    }

    Question withoutMeaning() {
        return new Question(blank, words, rarest, names, relatedFrom, List.of());
    }

    Question withoutWords() {
        return new Question(blank, List.of(), rarest, NameQueries.NONE, relatedFrom, vectors);
    }

    /** The weight of all words, also of those that no listing holds. */
    double weight() {
        return words.stream().mapToDouble(Word::weight).sum();
    }

    /**
     * How much words count beside meaning, 0..1. In a sentence the more, the more telling words it has, with the root of
     * their number: of a long question a listing holds only a few, and yet they tell more than a short one's. What is too
     * short for a sentence is keywords: what was typed, before what it may mean.
     */
    double wordsShare() {
        double telling = Math.sqrt(weight() / rarest);
        double share = telling / (telling + 1);
        return words.isEmpty() || words.size() > MOST_KEYWORDS ? share : Math.max(KEYWORDS_SHARE, share);
    }

    /** The weight of the words that are known: as much as a listing can match. */
    double knownWeight() {
        return words.stream().filter(Word::known).mapToDouble(Word::weight).sum();
    }
}
