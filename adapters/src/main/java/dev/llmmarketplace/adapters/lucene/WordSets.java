package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one segment that hold a word, as sets. Those of common words, which are dear to make and asked for over
 * and over, are kept. Thread-safe. What is given out must not be changed.
 */
final class WordSets {
    private static final int KEPT = 96;
    /** A set is worth keeping when one of so many documents is in it. */
    private static final int COMMON = 64;
    /** A beginning that more words share tells nothing; the first so many of a segment count. */
    private static final int MOST_WORDS_BEGUN = 16_384;

    private final int documents;
    private final Map<Object, FixedBitSet> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, FixedBitSet> eldest) {
            return size() > KEPT;
        }
    };

    WordSets(int documents) {
        this.documents = documents;
    }

    /** Those that hold the stem in one of the parts. */
    FixedBitSet holding(LeafReader reader, String stem, List<Part> parts) throws IOException {
        return made(List.of(stem, parts), set -> {
            for (Part part : parts) {
                PostingsEnum postings = reader.postings(new Term(part.field(), stem), PostingsEnum.NONE);
                if (postings != null) {
                    set.or(postings);
                }
            }
        });
    }

    /** Those that hold the stems one after the other in one part. */
    FixedBitSet holding(LeafReaderContext leaf, IndexSearcher searcher, List<String> phrase) throws IOException {
        return made(phrase, set -> {
            for (Part part : Part.values()) {
                PhraseQuery query = new PhraseQuery(part.field(), phrase.toArray(String[]::new));
                Scorer scorer = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                        .scorer(leaf);
                if (scorer != null) {
                    set.or(scorer.iterator());
                }
            }
        });
    }

    /** Those that have a term in the field that begins so. */
    FixedBitSet beginning(LeafReader reader, String field, String beginning) throws IOException {
        return made(List.of(field, beginning, "…"), set -> {
            Terms terms = reader.terms(field);
            TermsEnum words = terms == null ? TermsEnum.EMPTY : terms.iterator();
            BytesRef wanted = new BytesRef(beginning);
            PostingsEnum postings = null;
            BytesRef word = words.seekCeil(wanted) == TermsEnum.SeekStatus.END ? null : words.term();
            for (int left = MOST_WORDS_BEGUN; left > 0 && begins(word, wanted); left--) {
                postings = words.postings(postings, PostingsEnum.NONE);
                set.or(postings);
                word = words.next();
            }
        });
    }

    /** The first documents that {@code wanted} lets through of those that have a term in the field that begins so. */
    static List<Integer> first(LeafReader reader, String field, String beginning, IntPredicate wanted, int most)
            throws IOException {
        List<Integer> found = new ArrayList<>();
        Terms terms = reader.terms(field);
        TermsEnum words = terms == null ? TermsEnum.EMPTY : terms.iterator();
        BytesRef prefix = new BytesRef(beginning);
        PostingsEnum postings = null;
        BytesRef word = words.seekCeil(prefix) == TermsEnum.SeekStatus.END ? null : words.term();
        for (int left = MOST_WORDS_BEGUN; left > 0 && found.size() < most && begins(word, prefix); left--) {
            postings = words.postings(postings, PostingsEnum.NONE);
            for (int doc = postings.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS && found.size() < most;
                    doc = postings.nextDoc()) {
                if (wanted.test(doc) && !found.contains(doc)) {
                    found.add(doc);
                }
            }
            word = words.next();
        }
        return found;
    }

    private static boolean begins(@Nullable BytesRef word, BytesRef beginning) {
        return word != null && StringHelper.startsWith(word, beginning);
    }

    private FixedBitSet made(Object key, Filling filling) throws IOException {
        synchronized (kept) {
            FixedBitSet before = kept.get(key);
            if (before != null) {
                return before;
            }
        }
        FixedBitSet made = new FixedBitSet(documents);
        filling.fill(made);
        if (made.cardinality() >= documents / COMMON) {
            synchronized (kept) {
                kept.put(key, made);
            }
        }
        return made;
    }

    @FunctionalInterface
    private interface Filling {
        void fill(FixedBitSet set) throws IOException;
    }
}
