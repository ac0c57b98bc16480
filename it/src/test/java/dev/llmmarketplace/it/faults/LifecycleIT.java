package dev.llmmarketplace.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.EmbeddedDatabase;
import dev.llmmarketplace.it.process.Program;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.trade.Administrator;
import dev.llmmarketplace.it.trade.Rest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LifecycleIT {
    @TempDir
    private Path data;

    @Test
    void aSecondStartOnTheSameDataDirectoryIsRefusedAndSaysWhoHoldsIt() {
        try (RunningMarketplace first = RunningMarketplace.on(data);
                Program second = Program.marketplace(
                        "second", List.of("serve", "--data", data.toString(), "--port", "0"), Map.of())) {
            assertThat(second.awaitExit()).isNotZero();
            assertThat(second.output())
                    .contains(data.toString(), Long.toString(first.program().pid()));
            assertThat(first.program().isAlive()).isTrue();
        }
    }

    @Test
    void aStartAfterAKillTakesOverTheOrphanedDatabaseWithAllItsRows() {
        try (RunningMarketplace marketplace = RunningMarketplace.on(data)) {
            Administrator.of(marketplace).publisher("before-the-kill");

            marketplace.kill();
            assertThat(EmbeddedDatabase.processes(data)).as("the orphan").isNotEmpty();
            marketplace.restart();

            assertThat(Administrator.of(marketplace)
                            .rest()
                            .get("/api/v1/organisations?limit=100")
                            .expect(200)
                            .path("items")
                            .findValuesAsText("slug"))
                    .contains("before-the-kill");
        }
    }

    @Test
    void anOrderlyEndStopsTheDatabaseToo() {
        try (RunningMarketplace marketplace = RunningMarketplace.on(data)) {
            Rest.at(marketplace.address()).get("/health/ready").expect(200);

            marketplace.program().terminate();

            assertThat(EmbeddedDatabase.processes(data)).isEmpty();
        }
    }
}
