package dev.llmmarketplace.it.clients;

import dev.llmmarketplace.it.process.Launcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("registries")
final class GoClientIT {
    private static final String DIRECTORY =
            Launcher.root().resolve("it/clients/go").toString();

    @Test
    void theOfficialClientForGoFindsNothingUnusual(@TempDir Path data) {
        Checks.run("go-vet", List.of("go", "-C", DIRECTORY, "vet", "./..."), Map.of());
        try (ClientScene scene = new ClientScene(data)) {
            Checks.run("go-test", List.of("go", "-C", DIRECTORY, "test", "-count=1", "./..."), scene.environment());
        }
    }
}
