package dev.llmmarketplace.server.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcReadingTest {

    @Test
    void processorTimeIsUserAndSystemTimeOfAllThreads() {
        String stat = "812 (java (v25) x) S 1 812 812 0 -1 4194560 9 8 7 6 250 50 11 12 20 0 31 0 4711 1 2 3";

        assertThat(CpuClock.parse(stat)).isEqualTo(3_000_000);
    }

    @Test
    void processorTimeOfThisProcessGoesOn() {
        long own = ProcessHandle.current().pid();

        assertThat(CpuClock.micros(List.of(own))).isPositive();
    }

    @Test
    void threadsOfOneKindDifferInNumbersAlone() {
        assertThat(ThreadClock.kind("7 (GC Thread#12) S 1")).isEqualTo("GC Thread");
        assertThat(ThreadClock.kind("7 (vert.x-eventloo) S 1")).isEqualTo("vert.x-eventloo");
        assertThat(ThreadClock.between(Map.of("a", 3L), Map.of("a", 5L, "b", 4L)))
                .isEqualTo(Map.of("a", 2L, "b", 4L));
    }

    @Test
    void threadsOfThisProcessAddUpToItsTime() {
        List<Long> own = List.of(ProcessHandle.current().pid());

        long threads = ThreadClock.micros(own).values().stream()
                .mapToLong(Long::longValue)
                .sum();

        assertThat(threads).isPositive().isLessThanOrEqualTo(CpuClock.micros(own));
    }

    @Test
    void memoryIsTheProportionalSetSize() {
        assertThat(Memory.parse(
                        "55d-7ff ---p 00000000 00:00 0 [rollup]\nRss:  900 kB\nPss:    512 kB\nPss_Dirty: 7 kB\n"))
                .isEqualTo(512);
    }

    @Test
    void processesThatHaveEndedCountNothing() {
        assertThat(CpuClock.micros(List.of(Long.MAX_VALUE))).isZero();
        assertThat(Memory.kibibytes(List.of(Long.MAX_VALUE))).isZero();
    }
}
