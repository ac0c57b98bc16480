package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Adding whole sets gives what adding document by document does. */
final class DocumentSumsTest {
    private static final int MOST = 500;

    @Property(tries = 200)
    void sumsAreThoseOfTheDocuments(@ForAll @IntRange(min = 1, max = 300) int documents, @ForAll long seed) {
        Random random = new Random(seed);
        DocumentSums sums = new DocumentSums(documents, MOST);
        int[] expected = fill(sums, documents, random);

        assertThat(IntStream.range(0, documents).map(sums::of).toArray()).isEqualTo(expected);
        int least = 1 + random.nextInt(2 * MOST);
        FixedBitSet reached = sums.atLeast(least);
        assertThat(IntStream.range(0, documents).filter(reached::get).toArray())
                .isEqualTo(IntStream.range(0, documents)
                        .filter(document -> expected[document] >= least)
                        .toArray());
    }

    @Property(tries = 200)
    void theBestAreThoseWithTheGreatestSums(
            @ForAll @IntRange(min = 1, max = 300) int documents,
            @ForAll @IntRange(min = 1, max = 50) int most,
            @ForAll long seed) {
        Random random = new Random(seed);
        DocumentSums sums = new DocumentSums(documents, MOST);
        int[] expected = fill(sums, documents, random);
        FixedBitSet among = set(documents, random);

        FixedBitSet best = sums.best(among, most, (equal, left, chosen) -> {
            int document = equal.nextDoc();
            for (int i = 0; i < left && document != DocIdSetIterator.NO_MORE_DOCS; i++) {
                chosen.set(document);
                document = equal.nextDoc();
            }
        });

        int[] greatest = IntStream.range(0, documents)
                .filter(among::get)
                .map(document -> -expected[document])
                .sorted()
                .limit(most)
                .toArray();
        int[] found = IntStream.range(0, documents)
                .filter(best::get)
                .map(document -> -expected[document])
                .sorted()
                .toArray();
        assertThat(found).isEqualTo(greatest);
        assertThat(FixedBitSet.andNotCount(best, among)).isZero();
    }

    private static int[] fill(DocumentSums sums, int documents, Random random) {
        int[] expected = new int[documents];
        for (int left = MOST; left > 0; ) {
            int amount = 1 + random.nextInt(Math.min(left, 90));
            FixedBitSet set = set(documents, random);
            sums.add(set, amount);
            Arrays.setAll(expected, document -> expected[document] + (set.get(document) ? amount : 0));
            left -= amount;
        }
        return expected;
    }

    private static FixedBitSet set(int documents, Random random) {
        FixedBitSet set = new FixedBitSet(documents);
        int oneIn = 1 + random.nextInt(5);
        IntStream.range(0, documents).filter(_ -> random.nextInt(oneIn) == 0).forEach(set::set);
        return set;
    }
}
