package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a segment of a large index that are worth scoring: those that hold the most of the question's words, of
 * equal ones those that stand best; the nearest neighbours of the question and of its sentences, and where there are filters
 * the nearest that pass them as well; those that are called so. The neighbours of the whole catalogue, as far as the asker sees
 * it, are always there, so that counts beside a filter know them.
 */
final class Shortlist {
    /** Documents with equal words that are looked at for those that stand best. */
    private static final int MOST_EQUAL = 20_000;
    /** A segment may hold more of the best than its share; so many standard deviations more are rare. */
    private static final double DEVIATIONS = 3;

    private final ShortlistedLeaf leaf;
    private final WordMatches words;
    private final LeafStanding standing;
    private final Scale scale;
    private final double share;
    private final @Nullable FixedBitSet visible;
    private final @Nullable FixedBitSet passing;
    private final FixedBitSet chosen;

    /**
     * @param share of the index that the segment is, 0..1
     * @param passing live documents that pass all filters, which become those of them that the asker may see; null for no
     *     filters
     */
    Shortlist(
            ShortlistedLeaf leaf,
            WordMatches words,
            LeafStanding standing,
            Scale scale,
            double share,
            @Nullable FixedBitSet passing) {
        this.leaf = leaf;
        this.words = words;
        this.standing = standing;
        this.scale = scale;
        this.share = share;
        this.visible = leaf.visible();
        this.passing = passing;
        this.chosen = new FixedBitSet(leaf.context().reader().maxDoc());
        if (passing != null && visible != null) {
            passing.and(visible);
        }
    }

    /** Of documents that are called so the first. */
    void addNamed(@Nullable Scorer scorer) throws IOException {
        if (scorer != null) {
            DocIdSetIterator documents = scorer.iterator();
            int left = scale.shortlist();
            for (int doc = documents.nextDoc();
                    left > 0 && doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = documents.nextDoc()) {
                if (leaf.visible(doc) && (passing == null || passing.get(doc))) {
                    chosen.set(doc);
                    left--;
                }
            }
        }
    }

    /** Ascending. */
    int[] documents() throws IOException {
        chosen.or(wording());
        List<float[]> vectors = leaf.question().vectors();
        Neighbours neighbours = new Neighbours(leaf.context().reader(), scale.scannedUpTo());
        for (int i = 0; i < vectors.size(); i++) {
            int most = part(i == 0 ? scale.neighbours() : scale.neighboursOfSentence());
            add(neighbours.of(vectors.get(i), most, visible));
            if (passing != null) {
                add(neighbours.of(vectors.get(i), most, passing));
            }
        }
        return Neighbours.documents(chosen).toArray();
    }

    private void add(int[] documents) {
        for (int document : documents) {
            chosen.set(document);
        }
    }

    /** What the segment contributes to so many of the whole index. */
    private int part(int most) {
        double mean = most * share;
        return (int) Math.min(most, Math.ceil(mean + DEVIATIONS * Math.sqrt(mean * (1 - share)) + 1));
    }

    private FixedBitSet wording() {
        FixedBitSet among = leaf.matched().clone();
        if (passing != null) {
            among.and(passing);
        }
        int looked = leaf.question().blank() ? Integer.MAX_VALUE : MOST_EQUAL;
        return words.best(
                among, part(scale.shortlist()), (equal, most, best) -> addBestStanding(equal, looked, most, best));
    }

    private void addBestStanding(BitSetIterator equal, int looked, int most, FixedBitSet best) {
        PriorityQueue<Standing> found = new PriorityQueue<>();
        int left = looked;
        for (int doc = equal.nextDoc(); left > 0 && doc != DocIdSetIterator.NO_MORE_DOCS; doc = equal.nextDoc()) {
            float standingOfDoc = standing.standing(doc);
            Standing worst = found.size() < most ? null : found.peek();
            if (worst == null || worst.standing() < standingOfDoc) {
                found.add(new Standing(doc, standingOfDoc));
                if (worst != null) {
                    found.remove();
                }
            }
            left--;
        }
        found.forEach(document -> best.set(document.document()));
    }

    private record Standing(int document, float standing) implements Comparable<Standing> {
        @Override
        public int compareTo(Standing other) {
            return Float.compare(standing, other.standing);
        }
    }
}
