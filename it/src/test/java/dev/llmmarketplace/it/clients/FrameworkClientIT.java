package dev.llmmarketplace.it.clients;

import dev.llmmarketplace.it.process.Launcher;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LangChain4j and Spring AI: a Maven project of its own, because their dependencies are theirs. */
final class FrameworkClientIT {
    @Test
    void theFrameworksForJavaFindNothingUnusual(@TempDir Path data) {
        try (ClientScene scene = new ClientScene(data)) {
            Checks.run(
                    "maven-frameworks",
                    List.of(
                            Launcher.root().resolve("mvnw").toString(),
                            "-q",
                            "-B",
                            "-ntp",
                            "-f",
                            Launcher.root()
                                    .resolve("it/clients/frameworks/pom.xml")
                                    .toString(),
                            "test"),
                    scene.environment());
        }
    }
}
