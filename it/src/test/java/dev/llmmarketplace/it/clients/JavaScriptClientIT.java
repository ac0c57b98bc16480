package dev.llmmarketplace.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.Launcher;
import dev.llmmarketplace.it.process.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaScriptClientIT {
    private static final String DIRECTORY =
            Launcher.root().resolve("it/clients/javascript").toString();

    @Test
    void theOfficialClientForJavaScriptFindsNothingUnusual(@TempDir Path data) {
        try (Program install = npm(Map.of(), "ci", "--no-audit", "--no-fund")) {
            assertThat(install.awaitExit()).as(install.output()).isZero();
        }
        try (ClientScene scene = new ClientScene(data);
                Program tests = npm(scene.environment(), "test")) {
            assertThat(tests.awaitExit()).as(tests.output()).isZero();
        }
    }

    private static Program npm(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("npm", "--prefix", DIRECTORY));
        command.addAll(List.of(arguments));
        return Program.start("npm-" + arguments[0], command, environment);
    }
}
