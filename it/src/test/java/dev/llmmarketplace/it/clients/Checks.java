package dev.llmmarketplace.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The checks of other languages are programs; they passed when they end with 0. */
final class Checks {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Checks() {}

    /** @param name of the file that keeps what it says */
    static void run(String name, List<String> command, Map<String, String> environment) {
        try (Program program = Program.start(name, command, environment)) {
            assertThat(program.awaitExit(PATIENCE)).as(program.output()).isZero();
        }
    }
}
