package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a large segment whose meaning is worth comparing: those whose words score best, the nearest neighbours of
 * the question and of its sentences, and where there are filters the nearest that pass them as well. The neighbours of the
 * whole catalogue, as far as the asker sees it, are always there, so that counts beside a filter know them.
 */
final class Shortlist {
    private final LeafMatches leaf;
    private final Question question;
    private final Scale scale;
    private final @Nullable FixedBitSet visible;
    private final @Nullable FixedBitSet passing;

    /** @param passing documents that pass all filters, which become those of them that the asker may see; null for no filters */
    Shortlist(LeafMatches leaf, Question question, Scale scale, @Nullable FixedBitSet passing) {
        this.leaf = leaf;
        this.question = question;
        this.scale = scale;
        this.visible = leaf.visible();
        this.passing = passing;
        if (passing != null && visible != null) {
            passing.and(visible);
        }
    }

    /** Ascending. */
    int[] documents() throws IOException {
        IntStream documents = wording();
        List<float[]> vectors = question.vectors();
        Neighbours neighbours = new Neighbours(leaf.context().reader(), scale.scannedUpTo());
        for (int i = 0; i < vectors.size(); i++) {
            int most = i == 0 ? scale.neighbours() : scale.neighboursOfSentence();
            documents = IntStream.concat(documents, IntStream.of(neighbours.of(vectors.get(i), most, visible)));
            if (passing != null) {
                documents = IntStream.concat(documents, IntStream.of(neighbours.of(vectors.get(i), most, passing)));
            }
        }
        return documents.sorted().distinct().toArray();
    }

    private IntStream wording() {
        FixedBitSet worded = leaf.touched().clone();
        FixedBitSet among = passing == null ? visible : passing;
        if (among != null) {
            worded.and(among);
        }
        PriorityQueue<Worded> best = new PriorityQueue<>(Comparator.comparingDouble(Worded::score));
        BitSetIterator documents = new BitSetIterator(worded, 0);
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            float score = leaf.wordScore(doc);
            Worded worst = best.size() < scale.shortlist() ? null : best.peek();
            if (worst == null || worst.score() < score) {
                best.add(new Worded(doc, score));
                if (worst != null) {
                    best.remove();
                }
            }
        }
        return best.stream().mapToInt(Worded::document);
    }

    private record Worded(int document, float score) {}
}
