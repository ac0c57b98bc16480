package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Completions.Completion;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * Services whose names go on as typed: first those that begin so, then those that have such a word, then, when there are
 * none, those that have a word that was probably meant. Each look stops when it has found enough.
 */
final class NameBeginnings {
    private static final int MOST_WORDS = 8;
    private static final int MOST_GUESSES = 3;

    private final IndexSearcher searcher;
    private final Segments segments;
    private final Sight sight;

    NameBeginnings(IndexSearcher searcher, Segments segments, Sight sight) {
        this.searcher = searcher;
        this.segments = segments;
        this.sight = sight;
    }

    List<ServiceId> of(String typed, int limit) throws IOException {
        Set<ServiceId> found = new LinkedHashSet<>();
        String compact = Names.compact(typed);
        if (!compact.isEmpty()) {
            each(found, limit, (leaf, seen, most) -> named(leaf.reader(), compact, seen, most));
            each(
                    found,
                    limit,
                    (leaf, seen, most) ->
                            WordSets.first(leaf.reader(), ServiceDocument.COMPACT_NAME, compact, seen, most));
        }
        List<String> words = Text.words(typed).stream().limit(MOST_WORDS).toList();
        if (!words.isEmpty()) {
            addBeginning(found, words, limit);
            if (found.isEmpty()) {
                addGuesses(found, words, limit);
            }
        }
        return List.copyOf(found);
    }

    private static List<Integer> named(LeafReader reader, String compact, IntPredicate seen, int most)
            throws IOException {
        PostingsEnum postings = reader.postings(new Term(ServiceDocument.COMPACT_NAME, compact), PostingsEnum.NONE);
        return postings == null ? List.of() : first(postings, seen, most);
    }

    /** All words, the last of which may be half typed. */
    private void addBeginning(Set<ServiceId> found, List<String> words, int limit) throws IOException {
        String last = words.getLast();
        if (words.size() == 1) {
            each(found, limit, (leaf, seen, most) -> WordSets.first(leaf.reader(), Text.NAMES, last, seen, most));
            return;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.subList(0, words.size() - 1)
                .forEach(word -> all.add(new TermQuery(new Term(Text.NAMES, word)), Occur.FILTER));
        Weight weight = searcher.createWeight(searcher.rewrite(all.build()), ScoreMode.COMPLETE_NO_SCORES, 1);
        each(found, limit, (leaf, seen, most) -> {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                return List.of();
            }
            FixedBitSet begun = segments.words(leaf.reader()).beginning(leaf.reader(), Text.NAMES, last);
            return first(scorer.iterator(), document -> begun.get(document) && seen.test(document), most);
        });
    }

    private void addGuesses(Set<ServiceId> found, List<String> words, int limit) throws IOException {
        List<Completion> guesses = new Completions(SeenReader.of(searcher.getIndexReader(), sight)).of(words.getLast());
        List<String> guessed = new ArrayList<>(words);
        for (Completion guess : guesses.subList(0, Math.min(MOST_GUESSES, guesses.size()))) {
            guessed.set(words.size() - 1, guess.word());
            addBeginning(found, guessed, limit);
        }
    }

    /** Looks into one segment after the other until there are enough. */
    private void each(Set<ServiceId> found, int limit, Look look) throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            if (found.size() < limit) {
                BinaryDocValues ids = DocValues.getBinary(leaf.reader(), ServiceDocument.ID);
                List<Integer> documents = look.documents(leaf, seen(leaf.reader()), limit);
                for (int document : documents.stream().sorted().toList()) {
                    if (found.size() < limit && ids.advanceExact(document)) {
                        found.add(ServiceDocument.serviceId(ids.binaryValue()));
                    }
                }
            }
        }
    }

    private IntPredicate seen(LeafReader reader) throws IOException {
        Bits live = reader.getLiveDocs();
        FixedBitSet hidden = sight.hidden(reader);
        return document -> (live == null || live.get(document)) && (hidden == null || !hidden.get(document));
    }

    private static List<Integer> first(DocIdSetIterator documents, IntPredicate wanted, int most) throws IOException {
        List<Integer> found = new ArrayList<>();
        for (int doc = documents.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS && found.size() < most;
                doc = documents.nextDoc()) {
            if (wanted.test(doc)) {
                found.add(doc);
            }
        }
        return found;
    }

    /** Finds documents of one segment, as many as are wanted. */
    @FunctionalInterface
    private interface Look {
        List<Integer> documents(LeafReaderContext leaf, IntPredicate seen, int most) throws IOException;
    }
}
