package dev.llmmarketplace.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoIT {
    @Test
    void theDemoDoesTheMainJobForANewcomerAndEndsWell() {
        try (Program demo = Program.marketplace("demo", List.of("demo", "--once"), Map.of())) {
            assertThat(demo.awaitExit()).as(demo.output()).isZero();
            assertThat(demo.output()).contains("curl");
        }
    }
}
