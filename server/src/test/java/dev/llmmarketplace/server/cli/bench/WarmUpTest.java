package dev.llmmarketplace.server.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WarmUpTest {

    @Test
    void itIsOverWhenTheGatewayHardlyCompiles() {
        assertThat(WarmUp.isSettled(run(Map.of(Contender.GATEWAY, compiling(20)))))
                .isTrue();
        assertThat(WarmUp.isSettled(run(Map.of(Contender.GATEWAY, compiling(40)))))
                .isFalse();
    }

    @Test
    void everyMarketplaceMustBeReady() {
        assertThat(WarmUp.isSettled(run(Map.of(Contender.GATEWAY, compiling(0), Contender.CROWDED, compiling(200)))))
                .isFalse();
    }

    @Test
    void whatOthersCompileIsNotSeen() {
        assertThat(WarmUp.isSettled(run(Map.of(Contender.GATEWAY, compiling(0), Contender.UPSTREAM, compiling(900)))))
                .isTrue();
    }

    private static Comparison run(Map<Contender, Sample> round) {
        return new Comparison("warm-up", 8, List.of(round));
    }

    /** Of a thousand microseconds, both compilers together. */
    private static Sample compiling(long micros) {
        return new Sample(
                new Load(100, 0, 1_000_000, 100, 200),
                1_000,
                0,
                Map.of("C1 CompilerThre", micros / 2, "C2 CompilerThre", micros / 2, "loop", 100L));
    }
}
