package dev.llmmarketplace.it.clients;

import dev.llmmarketplace.it.process.Launcher;
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
        npm(Map.of(), "ci", "--no-audit", "--no-fund");
        try (ClientScene scene = new ClientScene(data)) {
            npm(scene.environment(), "test");
        }
    }

    private static void npm(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("npm", "--prefix", DIRECTORY));
        command.addAll(List.of(arguments));
        Checks.run("npm-" + arguments[0], command, environment);
    }
}
