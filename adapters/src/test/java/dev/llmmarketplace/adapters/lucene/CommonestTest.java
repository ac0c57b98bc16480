package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The greatest counts are those that sorting would put first. */
final class CommonestTest {
    @Property(tries = 300)
    void areThoseThatSortingPutsFirst(
            @ForAll @IntRange(max = 400) int values,
            @ForAll @IntRange(min = 1, max = 120) int most,
            @ForAll @IntRange(min = 1, max = 4_000) int greatest,
            @ForAll long seed) {
        int[] counts = new Random(seed).ints(values, 0, greatest).toArray();
        int[] expected = IntStream.range(0, values)
                .boxed()
                .filter(place -> counts[place] > 0)
                .sorted(Comparator.comparingInt((Integer place) -> -counts[place]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        assertThat(Commonest.of(counts, most)).isEqualTo(expected);
    }
}
