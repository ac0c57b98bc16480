package dev.llmmarketplace.it.clients;

import dev.llmmarketplace.it.process.Launcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("registries")
final class PythonClientIT {
    private static final Path CHECKS = Launcher.root().resolve("it/clients/python");

    @Test
    void theOfficialClientForPythonFindsNothingUnusual(@TempDir Path data, @TempDir Path environment) {
        Path python = environment.resolve("bin/python");
        Checks.run("python-venv", List.of("python3", "-m", "venv", environment.toString()), Map.of());
        Checks.run(
                "python-install",
                List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--requirement",
                        CHECKS.resolve("requirements.txt").toString()),
                Map.of());
        try (ClientScene scene = new ClientScene(data)) {
            Checks.run(
                    "python-test",
                    List.of(
                            python.toString(),
                            "-B",
                            "-m",
                            "unittest",
                            "discover",
                            "--verbose",
                            "--start-directory",
                            CHECKS.toString()),
                    scene.environment());
        }
    }
}
