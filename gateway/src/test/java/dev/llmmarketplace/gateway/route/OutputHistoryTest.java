package dev.llmmarketplace.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class OutputHistoryTest {

    @Test
    void littleExperienceIsNone() {
        OutputHistory history = new OutputHistory();
        history.add(5);

        assertThat(history.usual(1024)).isEqualTo(1024);
    }

    @Property
    void quantilesAreNeverTooLowAndLittleTooHigh(
            @ForAll @Size(min = 64, max = 64) List<@LongRange(min = 1, max = 100_000) Long> answers) {
        OutputHistory history = new OutputHistory();
        answers.forEach(history::add);
        long[] sorted = answers.stream().mapToLong(Long::longValue).sorted().toArray();
        long exact = sorted[(int) Math.ceil(sorted.length * 0.95) - 1];

        assertThat(history.usual(0)).isBetween(exact, exact + Math.ceilDiv(exact, 4) + 2);
        assertThat(history.rare(0))
                .isGreaterThanOrEqualTo(Arrays.stream(sorted).max().orElseThrow());
    }

    @Test
    void theOldFades() {
        OutputHistory history = new OutputHistory();
        for (int i = 0; i < 8_000; i++) {
            history.add(10_000);
        }
        for (int i = 0; i < 200_000; i++) {
            history.add(10);
        }

        assertThat(history.usual(0)).isLessThan(20);
    }
}
