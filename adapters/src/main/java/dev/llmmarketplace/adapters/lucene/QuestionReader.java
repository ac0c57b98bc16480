package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Question.NameQueries;
import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Makes out what was asked. Thread-safe. */
final class QuestionReader {
    /** Of a longer question the first words count. */
    private static final int MOST_WORDS = 64;
    /** Of a longer question the other words tell enough, and guesses at unknown ones only bring noise (measured). */
    private static final int MOST_WORDS_TO_GUESS = 6;

    private static final int SHORTEST_BEGINNING = 2;

    private final QuestionVectors vectors;
    private final Synonyms synonyms = new Synonyms();

    QuestionReader(QuestionVectors vectors) {
        this.vectors = vectors;
    }

    /** What it means, to be asked before the index is; empty where that cannot be had or there is no word. */
    List<float[]> vectors(String text) {
        return hasMeaning(text) ? vectors.of(synonyms.inFull(text)) : List.of();
    }

    /** Whether there is a word in it. */
    boolean hasMeaning(String text) {
        return !Text.words(text).isEmpty();
    }

    /** @param vectors of the question; empty when words must do */
    Question read(String text, IndexReader reader, List<float[]> vectors) throws IOException {
        List<Word> words = words(text, reader);
        return new Question(
                text.isBlank(),
                words,
                WordSimilarity.weight(0, reader.maxDoc()),
                names(text, reader),
                this.vectors.relatedFrom(),
                words.isEmpty() ? List.of() : vectors);
    }

    /** The vector of the whole question. */
    float[] vector(String text) {
        return vectors.of(synonyms.inFull(text)).getFirst();
    }

    private List<Word> words(String text, IndexReader reader) throws IOException {
        List<String> written = Text.words(text);
        List<String> stems = written.stream().map(Text::stem).toList();
        Map<String, List<List<String>>> same = synonyms.find(stems);
        Map<String, String> telling = telling(written, stems);
        WordReader wordReader = new WordReader(reader, telling.size() <= MOST_WORDS_TO_GUESS);
        List<Word> words = new ArrayList<>();
        for (Map.Entry<String, String> word : telling.entrySet()) {
            boolean last = word.getValue().equals(written.getLast());
            words.add(
                    wordReader.read(word.getKey(), word.getValue(), same.getOrDefault(word.getKey(), List.of()), last));
        }
        return words;
    }

    /** Stem to written word, each once. Stop words only count when there is nothing else. */
    private static Map<String, String> telling(List<String> written, List<String> stems) {
        boolean stopWordsAlone = written.stream().allMatch(Text::stopWord);
        Map<String, String> telling = new LinkedHashMap<>();
        for (int i = 0; i < stems.size() && telling.size() < MOST_WORDS; i++) {
            if (stopWordsAlone || !Text.stopWord(written.get(i))) {
                telling.put(stems.get(i), written.get(i));
            }
        }
        return telling;
    }

    private static NameQueries names(String text, IndexReader reader) throws IOException {
        String compact = Names.compact(text);
        Query equal = compact.isEmpty()
                ? MatchNoDocsQuery.INSTANCE
                : new TermQuery(new Term(ServiceDocument.COMPACT_NAME, compact));
        return new NameQueries(
                new TermQuery(new Term(ServiceDocument.EXACT_NAME, Names.exact(text))),
                equal,
                compact.length() < SHORTEST_BEGINNING ? null : compact,
                new NearNames(reader).of(compact, Text.words(text)));
    }
}
