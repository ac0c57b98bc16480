package dev.llmmarketplace.core.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.LogClasses;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Property
    void aQuantileIsWithinFivePerCentOfTheFigureAtItsRank(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 200, max = 4_000_000_000L) Long> figures) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        figures.forEach(figure -> counts.merge(LogClasses.of(figure), 1L, Long::sum));
        List<Long> sorted = figures.stream().sorted().toList();
        Distribution distribution = new Distribution(counts);

        for (double part : new double[] {0.01, 0.5, 0.95, 1}) {
            long exact = sorted.get((int) Math.ceil(part * sorted.size()) - 1);
            assertThat((double) distribution.quantile(part)).isBetween(exact * 0.95, exact * 1.05);
        }
        assertThat(distribution.sampleSize()).isEqualTo(figures.size());
    }

    @Test
    void whereThereIsNoSampleThereIsNoFigure() {
        assertThat(Distribution.NONE.sampleSize()).isZero();
        assertThat(Distribution.NONE.quantile(0.5)).isZero();
        assertThat(new Distribution(Collections.emptySortedMap())).isEqualTo(Distribution.NONE);
    }
}
