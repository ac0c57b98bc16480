package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the names that a question was probably meant to be: one typing error away. Only where the question is right about
 * nothing: it is no name itself, and no service has all of its words in its names. Digits are never taken for errors:
 * version 4 is not version 5.
 */
final class NearNames {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 64;
    private static final int MOST = 16;

    private final IndexReader reader;

    NearNames(IndexReader reader) {
        this.reader = reader;
    }

    /** Finds the services whose name {@code text} is, or was probably meant to be. */
    Query meant(String text) throws IOException {
        String compact = Names.compact(text);
        Term name = new Term(ServiceDocument.COMPACT_NAME, compact);
        return reader.docFreq(name) > 0 ? new TermQuery(name) : of(compact, Text.words(text));
    }

    /**
     * @param compact the question as a name, without spaces and signs
     * @param words the question's, as written
     */
    Query of(String compact, List<String> words) throws IOException {
        Terms names = MultiTerms.getTerms(reader, ServiceDocument.COMPACT_NAME);
        if (names == null || compact.length() < SHORTEST || compact.length() > LONGEST || right(compact, words)) {
            return MatchNoDocsQuery.INSTANCE;
        }
        String digits = digits(compact);
        List<BytesRef> near = new ArrayList<>();
        FuzzyTermsEnum candidates =
                new FuzzyTermsEnum(names, new Term(ServiceDocument.COMPACT_NAME, compact), 1, 0, true);
        for (BytesRef name = candidates.next(); name != null && near.size() < MOST; name = candidates.next()) {
            if (digits(name.utf8ToString()).equals(digits)) {
                near.add(BytesRef.deepCopyOf(name));
            }
        }
        return near.isEmpty() ? MatchNoDocsQuery.INSTANCE : new TermInSetQuery(ServiceDocument.COMPACT_NAME, near);
    }

    private boolean right(String compact, List<String> words) throws IOException {
        if (reader.docFreq(new Term(ServiceDocument.COMPACT_NAME, compact)) > 0) {
            return true;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.stream().distinct().forEach(word -> all.add(new TermQuery(new Term(Text.NAMES, word)), Occur.FILTER));
        IndexSearcher searcher = new IndexSearcher(reader);
        Weight weight = searcher.createWeight(searcher.rewrite(all.build()), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : reader.leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null && scorer.iterator().nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                return true;
            }
        }
        return false;
    }

    private static String digits(String name) {
        StringBuilder digits = new StringBuilder();
        name.codePoints().filter(Character::isDigit).forEach(digits::appendCodePoint);
        return digits.toString();
    }
}
