package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One segment's documents beside the question: their compliance, which the index knows, and their track records, which are
 * never written into it, because they change all the time. Immutable.
 */
final class LeafStanding {
    private final TrackRecords records;
    private final ComplianceColumn compliance;
    /** Of each document, weighed and summed. */
    private final float[] standing;
    /** Ascending; those that something is known of. */
    private final int[] documents;

    private final TrackRecord[] known;
    /** The documents whose provider is verified; made when first asked for. */
    private volatile @Nullable FixedBitSet verified;

    private LeafStanding(
            TrackRecords records, ComplianceColumn compliance, float[] standing, int[] documents, TrackRecord[] known) {
        this.records = records;
        this.compliance = compliance;
        this.standing = standing;
        this.documents = documents;
        this.known = known;
    }

    static LeafStanding of(LeafReader reader, Ranking ranking, TrackRecords records) throws IOException {
        return of(reader, ranking, records, ComplianceColumn.of(reader));
    }

    /** The same segment with other track records. */
    LeafStanding with(LeafReader reader, Ranking ranking, TrackRecords other) throws IOException {
        return of(reader, ranking, other, compliance);
    }

    private static LeafStanding of(
            LeafReader reader, Ranking ranking, TrackRecords records, ComplianceColumn compliance) throws IOException {
        Map<Integer, TrackRecord> found = new TreeMap<>();
        find(reader, records, found);
        float[] standing = compliance.weighed(score -> ranking.standing(TrackRecord.NONE, score));
        found.forEach(
                (document, record) -> standing[document] = (float) ranking.standing(record, compliance.of(document)));
        return new LeafStanding(
                records,
                compliance,
                standing,
                found.keySet().stream().mapToInt(Integer::intValue).toArray(),
                found.values().toArray(TrackRecord[]::new));
    }

    private static void find(LeafReader reader, TrackRecords records, Map<Integer, TrackRecord> found)
            throws IOException {
        Terms ids = reader.terms(ServiceDocument.ID);
        if (ids == null) {
            return;
        }
        TermsEnum terms = ids.iterator();
        PostingsEnum postings = null;
        for (Map.Entry<ServiceId, TrackRecord> record : records.all().entrySet()) {
            if (terms.seekExact(ServiceDocument.id(record.getKey()).bytes())) {
                postings = terms.postings(postings, PostingsEnum.NONE);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    found.put(doc, record.getValue());
                }
            }
        }
    }

    TrackRecords records() {
        return records;
    }

    /** See {@link Ranking#standing}. */
    float standing(int document) {
        return standing[document];
    }

    double compliance(int document) {
        return compliance.of(document);
    }

    TrackRecord record(int document) {
        int place = Arrays.binarySearch(documents, document);
        return place < 0 ? TrackRecord.NONE : known[place];
    }

    /** The documents that the figure was measured of, with what was found. */
    NumericDocValues values(Figure figure) {
        int[] measured = new int[documents.length];
        long[] values = new long[documents.length];
        int count = 0;
        for (int i = 0; i < documents.length; i++) {
            Long value = figure.of(known[i]);
            if (value != null) {
                measured[count] = documents[i];
                values[count++] = value;
            }
        }
        return new SparseValues(Arrays.copyOf(measured, count), values);
    }

    /** A trait of one segment: from the index, or of the provider as he is now. */
    SortedSetDocValues values(LeafReader reader, Trait trait) throws IOException {
        return trait == Trait.VERIFIED
                ? new VerifiedValues(verified(reader))
                : DocValues.getSortedSet(reader, ServiceDocument.field(trait));
    }

    private FixedBitSet verified(LeafReader reader) throws IOException {
        FixedBitSet made = verified;
        if (made == null) {
            made = VerifiedValues.of(reader, records);
            verified = made;
        }
        return made;
    }

    /** A figure of one segment: from the index, or measured. */
    NumericDocValues values(LeafReader reader, Figure figure) throws IOException {
        return figure.measured() ? values(figure) : DocValues.getNumeric(reader, ServiceDocument.field(figure));
    }
}
