package dev.llmmarketplace.adapters.lucene;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

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
    /** Kept below what any occurrence of a typed word brings. */
    private static final double NAME_BEGINNING = 0.02;
    /** When a word is unknown it may be the beginning of one, or several written as one ({@code llama3}). */
    private static final double NAME_BEGINNING_OF_UNKNOWN = 0.5;

    /**
     * One word of the question.
     *
     * @param said scores the documents that hold it, or something that stands for it
     * @param weight greatest score that it can bring: how telling the word is (inverse document frequency)
     * @param known false when no listing holds it or a substitute
     * @param stems what {@code said} looks for
     * @param phrases what it looks for besides, each stems in a row
     * @param beginning what a word in a name may begin with; null when the word was certainly typed to its end
     */
    record Word(
            String stem,
            Query said,
            double weight,
            boolean known,
            List<String> stems,
            List<List<String>> phrases,
            @Nullable String beginning) {
        /** BM25F gives a word in a listing of fifty times the mean length more than this share of its weight. */
        private static final double BEGINNING = 0.02;

        /** What a name brings in which a word begins with it: less than any occurrence of the word itself. */
        double beginningScore() {
            return BEGINNING * weight;
        }

        /** Scores all that {@code said} does, and names by the beginnings of their words. */
        Query query() {
            if (beginning == null) {
                return said;
            }
            Query begun = new ConstantScoreQuery(new PrefixQuery(new Term(Text.NAMES, beginning)));
            return new DisjunctionMaxQuery(List.of(said, new BoostQuery(begun, (float) beginningScore())), 0);
        }
    }

    /**
     * @param exact a name as typed
     * @param compact a name but for spaces and signs
     * @param beginning of a name but for spaces and signs; null where nothing is sought by it
     * @param near a name but for one typing error
     */
    record NameQueries(Query exact, Query compact, @Nullable String beginning, Query near) {
        static final NameQueries NONE =
                new NameQueries(MatchNoDocsQuery.INSTANCE, MatchNoDocsQuery.INSTANCE, null, MatchNoDocsQuery.INSTANCE);

        Query prefix() {
            return beginning == null
                    ? MatchNoDocsQuery.INSTANCE
                    : new PrefixQuery(new Term(ServiceDocument.COMPACT_NAME, beginning));
        }
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

    /** What a name that begins as the question brings, of {@link #weight}. */
    double nameBeginningShare() {
        return knownWeight() < weight() ? NAME_BEGINNING_OF_UNKNOWN : NAME_BEGINNING;
    }
}
