package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;

/** Scores words by how rare they are in what the viewer sees: a score does not tell that a hidden listing holds one too. */
final class SeenSearcher extends IndexSearcher {
    private final IndexReader words;

    private SeenSearcher(IndexSearcher searcher, IndexReader words) {
        super(searcher.getIndexReader());
        this.words = words;
        setSimilarity(searcher.getSimilarity());
        setQueryCache(null);
    }

    /**
     * The searcher itself where the viewer sees all.
     *
     * @param words the searcher's index, by {@link SeenReader}
     */
    static IndexSearcher of(IndexSearcher searcher, IndexReader words) {
        return words.equals(searcher.getIndexReader()) ? searcher : new SeenSearcher(searcher, words);
    }

    @Override
    public TermStatistics termStatistics(Term term, int documents, long occurrences) throws IOException {
        return super.termStatistics(term, Math.max(1, words.docFreq(term)), occurrences);
    }
}
