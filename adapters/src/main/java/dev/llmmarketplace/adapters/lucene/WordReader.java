package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;

/**
 * Makes a word of a question into a query. A document's score for the word is the best of:
 *
 * <ul>
 *   <li>the word itself, by BM25F over all parts;
 *   <li>another way to say the same, a little less;
 *   <li>only when no listing holds the word and the field does not know it either: written words that begin with it or are
 *       a typing error away, less the further they are. So a guess can never beat what was typed, and RAG is no misspelt
 *       rug;
 *   <li>for the last word, which may not be typed to its end: names in which a word begins with it, with less than any
 *       occurrence of the word itself brings.
 * </ul>
 */
final class WordReader {
    private static final float SYNONYM = 0.8f;
    private static final float SYNONYM_PHRASE = 0.5f;

    private static final int SHORTEST_BEGINNING = 2;

    private final IndexReader reader;
    private final boolean guessing;
    private final Completions completions;
    private final Map<String, Integer> frequencies = new HashMap<>();

    /** @param guessing whether unknown words may be taken for misspelt or half-typed ones */
    WordReader(IndexReader reader, boolean guessing) {
        this.reader = reader;
        this.guessing = guessing;
        this.completions = new Completions(reader);
    }

    /**
     * @param same other phrases that mean what this word, or the phrase it stands in, does
     * @param last whether it is the question's last word
     */
    Word read(String stem, String written, List<List<String>> same, boolean last) throws IOException {
        List<Substitute> substitutes = substitutes(stem, written, same);
        List<Query> ways = new ArrayList<>();
        double weight = weight(stem, substitutes);
        for (Substitute substitute : substitutes) {
            ways.add(scaled(substitute, weight));
        }
        addPhrases(ways, same, weight);
        boolean known = !ways.isEmpty();
        List<String> stems = substitutes.stream().map(Substitute::stem).toList();
        List<List<String>> phrases =
                same.stream().filter(phrase -> phrase.size() > 1).toList();
        boolean maybeHalf = known && last && written.length() >= SHORTEST_BEGINNING;
        return new Word(
                stem, new DisjunctionMaxQuery(ways, 0), weight, known, stems, phrases, maybeHalf ? written : null);
    }

    private List<Substitute> substitutes(String stem, String written, List<List<String>> same) throws IOException {
        List<Substitute> substitutes = new ArrayList<>();
        if (frequency(stem) > 0) {
            substitutes.add(new Substitute(stem, 1));
        }
        for (List<String> phrase : same) {
            if (phrase.size() == 1 && frequency(phrase.getFirst()) > 0) {
                substitutes.add(new Substitute(phrase.getFirst(), SYNONYM));
            }
        }
        if (substitutes.isEmpty() && guessing && same.isEmpty()) {
            for (Completions.Completion found : completions.of(written)) {
                substitutes.add(new Substitute(Text.stem(found.word()), found.nearness()));
            }
        }
        return substitutes;
    }

    /** A word that nobody uses weighs as much as what is taken for it; when nothing is, as much as the rarest word. */
    private double weight(String stem, List<Substitute> substitutes) throws IOException {
        int frequency = frequency(stem);
        if (frequency > 0 || substitutes.isEmpty()) {
            return inverseFrequency(frequency);
        }
        double weight = 0;
        for (Substitute substitute : substitutes) {
            weight = Math.max(weight, inverseFrequency(frequency(substitute.stem())));
        }
        return weight;
    }

    /** Scaled so that a substitute brings no more than the word itself could. */
    private Query scaled(Substitute substitute, double weight) throws IOException {
        CombinedFieldQuery.Builder everywhere = new CombinedFieldQuery.Builder(substitute.stem());
        for (Part part : Part.values()) {
            everywhere.addField(part.field(), part.weight());
        }
        double own = inverseFrequency(frequency(substitute.stem()));
        return new BoostQuery(everywhere.build(), (float) (substitute.nearness() * weight / own));
    }

    private static void addPhrases(List<Query> ways, List<List<String>> same, double weight) {
        for (List<String> phrase : same) {
            if (phrase.size() > 1) {
                for (Part part : Part.values()) {
                    ways.add(constant(
                            new PhraseQuery(part.field(), phrase.toArray(String[]::new)), SYNONYM_PHRASE * weight));
                }
            }
        }
    }

    private static Query constant(Query query, double score) {
        return new BoostQuery(new ConstantScoreQuery(query), (float) score);
    }

    /** In how many documents the stem is, at least: in so many by one part. */
    private int frequency(String stem) throws IOException {
        Integer known = frequencies.get(stem);
        if (known != null) {
            return known;
        }
        int most = 0;
        for (Part part : Part.values()) {
            most = Math.max(most, reader.docFreq(new Term(part.field(), stem)));
        }
        frequencies.put(stem, most);
        return most;
    }

    private double inverseFrequency(int frequency) {
        return WordSimilarity.weight(frequency, reader.maxDoc());
    }

    /** @param nearness 1 for the word itself */
    private record Substitute(String stem, float nearness) {}
}
