package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.llmmarketplace.server.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MARKETPLACE_DEBUG",
                "MARKETPLACE_KEY",
                "MARKETPLACE_PASSWORD",
                "MARKETPLACE_PROVIDER_KEY",
                "MARKETPLACE_SERVER",
                "MARKETPLACE_TOKEN"
            })
    void aVariableOfTheCommandsDoesNotKeepTheServerFromStarting(String variable) {
        Map<String, String> flags = Map.of("data.directory", directory.toString());
        assertThatCode(() -> ConfigurationReader.read(flags, Map.of(variable, "set"), Optional.empty()))
                .doesNotThrowAnyException();
    }
}
