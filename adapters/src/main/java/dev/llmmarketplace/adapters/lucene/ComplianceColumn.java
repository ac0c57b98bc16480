package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.ranking.Scores;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;

/** How compliant one segment's documents are: a byte each, for there are few kinds of it. */
final class ComplianceColumn {
    /** More make no difference to the score. */
    private static final int MOST_CERTIFICATES = 2;

    private static final int KINDS_PER_LEVEL = MOST_CERTIFICATES + 1;

    private final byte[] kinds;
    private final double[] scores;

    private ComplianceColumn(byte[] kinds, double[] scores) {
        this.kinds = kinds;
        this.scores = scores;
    }

    static ComplianceColumn of(LeafReader reader) throws IOException {
        SortedSetDocValues levels = DocValues.getSortedSet(reader, ServiceDocument.field(Trait.COMPLIANCE_LEVEL));
        SortedSetDocValues certificates = DocValues.getSortedSet(reader, ServiceDocument.field(Trait.CERTIFICATION));
        byte[] kinds = new byte[reader.maxDoc()];
        for (int document = 0; document < kinds.length; document++) {
            int level = levels.advanceExact(document) ? (int) levels.nextOrd() : 0;
            int held = certificates.advanceExact(document) ? certificates.docValueCount() : 0;
            kinds[document] = (byte) (level * KINDS_PER_LEVEL + Math.min(held, MOST_CERTIFICATES));
        }
        return new ComplianceColumn(kinds, scores(levels));
    }

    private static double[] scores(SortedSetDocValues levels) throws IOException {
        double[] scores = new double[Math.toIntExact(levels.getValueCount()) * KINDS_PER_LEVEL];
        for (int kind = 0; kind < scores.length; kind++) {
            String name = levels.lookupOrd(kind / KINDS_PER_LEVEL).utf8ToString();
            ComplianceLevel level = WireName.parse(ComplianceLevel.class, name, Trait.COMPLIANCE_LEVEL.wireName());
            scores[kind] = Scores.compliance(level, kind % KINDS_PER_LEVEL);
        }
        return scores;
    }

    /** What {@code weight} makes of each document's compliance; it is asked once for each kind. */
    float[] weighed(DoubleUnaryOperator weight) {
        double[] ofKind = DoubleStream.of(scores).map(weight).toArray();
        float[] weighed = new float[kinds.length];
        for (int document = 0; document < weighed.length; document++) {
            weighed[document] = (float) ofKind[kinds[document]];
        }
        return weighed;
    }

    /** See {@link Scores#compliance}. */
    double of(int document) {
        return scores[kinds[document]];
    }
}
