package dev.llmmarketplace.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.ops.Check.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Readiness tells the truth of the moment. */
final class ReadinessTest {
    private State vital = State.up("fine");
    private State other = State.up("fine");
    private final Readiness readiness =
            new Readiness(List.of(new Check("journal", true, () -> vital), new Check("database", false, () -> other)));

    @Test
    void aLostDatabaseDegradesAndItsReturnMends() {
        other = State.down("away");
        assertThat(readiness.report().status()).isEqualTo("degraded");
        assertThat(readiness.report().ready()).isTrue();

        other = State.up("back");
        assertThat(readiness.report().status()).isEqualTo("ready");
    }

    @Test
    void withoutWhatIsVitalItIsNotReady() {
        vital = State.down("the disk is full");
        assertThat(readiness.report().status()).isEqualTo("unavailable");
        assertThat(readiness.report().ready()).isFalse();

        vital = State.starting("soon");
        assertThat(readiness.report().ready()).isFalse();
    }

    @Test
    void whoStopsIsNotReady() {
        readiness.stop();

        assertThat(readiness.report().status()).isEqualTo("stopping");
        assertThat(readiness.report().ready()).isFalse();
    }
}
