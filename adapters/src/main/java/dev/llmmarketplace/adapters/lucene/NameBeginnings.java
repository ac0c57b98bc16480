package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Completions.Completion;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * Services whose names go on as typed: first those that begin so, then those that have such a word, then, when there are
 * none, those that have a word that was probably meant. Each look stops when it has found enough.
 */
final class NameBeginnings {
    private static final int MOST_WORDS = 8;
    private static final int MOST_GUESSES = 3;

    private final IndexSearcher searcher;
    private final Sight sight;

    NameBeginnings(IndexSearcher searcher, Sight sight) {
        this.searcher = searcher;
        this.sight = sight;
    }

    List<ServiceId> of(String typed, int limit) throws IOException {
        Set<ServiceId> found = new LinkedHashSet<>();
        String compact = Names.compact(typed);
        if (!compact.isEmpty()) {
            add(found, new TermQuery(new Term(ServiceDocument.COMPACT_NAME, compact)), limit);
            add(found, new PrefixQuery(new Term(ServiceDocument.COMPACT_NAME, compact)), limit);
        }
        List<String> words = Text.words(typed).stream().limit(MOST_WORDS).toList();
        if (!words.isEmpty()) {
            add(found, beginning(words), limit);
            if (found.isEmpty()) {
                addGuesses(found, words, limit);
            }
        }
        return found.stream().limit(limit).toList();
    }

    /** All words, the last of which may be half typed. */
    private static Query beginning(List<String> words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.subList(0, words.size() - 1)
                .forEach(word -> all.add(new TermQuery(new Term(Text.NAMES, word)), Occur.FILTER));
        return all.add(new PrefixQuery(new Term(Text.NAMES, words.getLast())), Occur.FILTER)
                .build();
    }

    private void addGuesses(Set<ServiceId> found, List<String> words, int limit) throws IOException {
        List<Completion> guesses = new Completions(searcher.getIndexReader()).of(words.getLast());
        List<String> guessed = new ArrayList<>(words);
        for (Completion guess : guesses.subList(0, Math.min(MOST_GUESSES, guesses.size()))) {
            guessed.set(words.size() - 1, guess.word());
            add(found, beginning(guessed), limit);
        }
    }

    private void add(Set<ServiceId> found, Query query, int limit) throws IOException {
        if (found.size() >= limit) {
            return;
        }
        for (ScoreDoc hit : searcher.search(sight.within(new ConstantScoreQuery(query)), limit).scoreDocs) {
            found.add(id(hit.doc));
        }
    }

    private ServiceId id(int document) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        BinaryDocValues ids = DocValues.getBinary(leaf.reader(), ServiceDocument.ID);
        if (!ids.advanceExact(document - leaf.docBase)) {
            throw new IllegalStateException("a document without an id");
        }
        return ServiceDocument.serviceId(ids.binaryValue());
    }
}
