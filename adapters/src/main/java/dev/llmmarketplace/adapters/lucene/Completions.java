package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Finds the written words of the index that a half-typed or misspelt word may stand for. */
final class Completions {
    private static final int MOST = 20;
    /** Of words that begin as written, so many are looked at. */
    private static final int MOST_BEGUN = 2_000;

    private static final int SHORTEST = 2;
    private static final int SHORTEST_MISSPELT = 3;
    private static final float BEGUN = 0.8f;
    private static final float ONE_ERROR = 0.7f;
    private static final float TWO_ERRORS = 0.4f;

    private final IndexReader reader;

    Completions(IndexReader reader) {
        this.reader = reader;
    }

    /** The likeliest first: by nearness, then by how common they are. */
    List<Completion> of(String written) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, Text.SURFACE);
        if (terms == null || written.length() < SHORTEST) {
            return List.of();
        }
        List<Completion> found = new ArrayList<>(begun(terms, written));
        if (written.chars().noneMatch(Character::isDigit)) { // numbers are not misspelt: 2023 is not 2024
            found.addAll(misspelt(terms, written, 1, ONE_ERROR));
            found.addAll(misspelt(terms, written, 2, TWO_ERRORS));
        }
        found.sort(Comparator.comparingDouble(Completion::nearness)
                .thenComparingInt(Completion::documents)
                .reversed()
                .thenComparing(Completion::word));
        Set<String> words = new HashSet<>();
        return found.stream()
                .filter(completion -> !Text.stopWord(completion.word()) && words.add(completion.word()))
                .limit(MOST)
                .toList();
    }

    private static List<Completion> begun(Terms terms, String written) throws IOException {
        List<Completion> found = new ArrayList<>();
        BytesRef beginning = new BytesRef(written);
        TermsEnum words = terms.iterator();
        if (words.seekCeil(beginning) == TermsEnum.SeekStatus.END) {
            return found;
        }
        for (BytesRef word = words.term();
                word != null && found.size() < MOST_BEGUN && StringHelper.startsWith(word, beginning);
                word = words.next()) {
            found.add(new Completion(word.utf8ToString(), BEGUN, words.docFreq()));
        }
        return found;
    }

    /**
     * As many errors as Elasticsearch's AUTO allows: none up to two letters, one up to five, two above. Of three letters
     * the first is right, or any two short words would be a typing error apart.
     */
    private static List<Completion> misspelt(Terms terms, String written, int errors, float nearness)
            throws IOException {
        List<Completion> found = new ArrayList<>();
        if (written.length() >= (errors == 1 ? SHORTEST_MISSPELT : 6)) {
            int right = written.length() == SHORTEST_MISSPELT ? 1 : 0;
            FuzzyTermsEnum words = new FuzzyTermsEnum(terms, new Term(Text.SURFACE, written), errors, right, true);
            for (BytesRef word = words.next(); word != null; word = words.next()) {
                found.add(new Completion(word.utf8ToString(), nearness, words.docFreq()));
            }
        }
        return found;
    }

    /**
     * @param nearness share of what the word itself would score
     * @param documents how many hold it
     */
    record Completion(String word, float nearness, int documents) {}
}
