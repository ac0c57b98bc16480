package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.ImpactsEnum;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SlowImpactsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.jspecify.annotations.Nullable;

/**
 * An index's words as one viewer sees them: a word that only hidden documents hold is not there, and of the others the
 * documents that he sees are counted. Otherwise how a question is read would tell him what hidden listings say.
 */
final class SeenReader extends FilterDirectoryReader {
    private final Sight sight;

    private SeenReader(DirectoryReader reader, Sight sight, Map<LeafReader, FixedBitSet> hidden) throws IOException {
        super(reader, new SubReaderWrapper() {
            @Override
            public LeafReader wrap(LeafReader segment) {
                FixedBitSet hiddenHere = hidden.get(segment);
                return hiddenHere == null ? segment : new SeenSegment(segment, hiddenHere);
            }
        });
        this.sight = sight;
    }

    /** The reader itself where the viewer sees all. */
    static IndexReader of(IndexReader reader, Sight sight) throws IOException {
        Map<LeafReader, FixedBitSet> hidden = new HashMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            FixedBitSet hiddenHere = sight.hidden(leaf.reader());
            if (hiddenHere != null) {
                hidden.put(leaf.reader(), hiddenHere);
            }
        }
        return !hidden.isEmpty() && reader instanceof DirectoryReader directory
                ? new SeenReader(directory, sight, hidden)
                : reader;
    }

    @Override
    protected DirectoryReader doWrapDirectoryReader(DirectoryReader reader) throws IOException {
        return of(reader, sight) instanceof DirectoryReader seen ? seen : reader;
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
        return null;
    }

    private static final class SeenSegment extends FilterLeafReader {
        private final FixedBitSet hidden;

        SeenSegment(LeafReader segment, FixedBitSet hidden) {
            super(segment);
            this.hidden = hidden;
        }

        @Override
        public @Nullable Terms terms(String field) throws IOException {
            Terms terms = in.terms(field);
            return terms == null ? null : new SeenTerms(terms, hidden);
        }

        @Override
        public @Nullable CacheHelper getCoreCacheHelper() {
            return null;
        }

        @Override
        public @Nullable CacheHelper getReaderCacheHelper() {
            return null;
        }
    }

    private static final class SeenTerms extends FilterLeafReader.FilterTerms {
        private final FixedBitSet hidden;

        SeenTerms(Terms terms, FixedBitSet hidden) {
            super(terms);
            this.hidden = hidden;
        }

        @Override
        public TermsEnum iterator() throws IOException {
            return new SeenTermsEnum(in.iterator(), hidden);
        }

        @Override
        public TermsEnum intersect(CompiledAutomaton automaton, @Nullable BytesRef start) throws IOException {
            return new SeenTermsEnum(in.intersect(automaton, start), hidden);
        }
    }

    private static final class SeenTermsEnum extends FilterLeafReader.FilterTermsEnum {
        private final FixedBitSet hidden;

        SeenTermsEnum(TermsEnum terms, FixedBitSet hidden) {
            super(terms);
            this.hidden = hidden;
        }

        @Override
        public @Nullable BytesRef next() throws IOException {
            BytesRef term = in.next();
            while (term != null && docFreq() == 0) {
                term = in.next();
            }
            return term;
        }

        @Override
        public boolean seekExact(BytesRef term) throws IOException {
            return in.seekExact(term) && docFreq() > 0;
        }

        @Override
        public SeekStatus seekCeil(BytesRef term) throws IOException {
            SeekStatus status = in.seekCeil(term);
            if (status == SeekStatus.END || docFreq() > 0) {
                return status;
            }
            return next() == null ? SeekStatus.END : SeekStatus.NOT_FOUND;
        }

        @Override
        public int docFreq() throws IOException {
            PostingsEnum postings = in.postings(null, PostingsEnum.NONE);
            BitSetIterator unseen = new BitSetIterator(hidden, 0);
            int count = in.docFreq();
            int doc = unseen.nextDoc();
            while (doc != PostingsEnum.NO_MORE_DOCS) {
                int holder = postings.docID() < doc ? postings.advance(doc) : postings.docID();
                if (holder == doc) {
                    count--;
                    doc = unseen.nextDoc();
                } else {
                    doc = holder == PostingsEnum.NO_MORE_DOCS ? holder : unseen.advance(holder);
                }
            }
            return count;
        }

        @Override
        public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) throws IOException {
            return new SeenPostings(in.postings(null, flags), hidden);
        }

        @Override
        public ImpactsEnum impacts(int flags) throws IOException {
            return new SlowImpactsEnum(postings(null, flags));
        }
    }

    private static final class SeenPostings extends FilterLeafReader.FilterPostingsEnum {
        private final FixedBitSet hidden;

        SeenPostings(PostingsEnum postings, FixedBitSet hidden) {
            super(postings);
            this.hidden = hidden;
        }

        @Override
        public int nextDoc() throws IOException {
            return seen(in.nextDoc());
        }

        @Override
        public int advance(int target) throws IOException {
            return seen(in.advance(target));
        }

        private int seen(int found) throws IOException {
            int doc = found;
            while (doc != NO_MORE_DOCS && hidden.get(doc)) {
                doc = in.nextDoc();
            }
            return doc;
        }
    }
}
