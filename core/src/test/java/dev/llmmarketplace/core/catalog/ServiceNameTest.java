package dev.llmmarketplace.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmmarketplace.core.kernel.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"acme/chat", "a/b", "deep-seek/v4.1-flash:free", "acme/llama_3.3-70b"})
    void namesReadBackAsWritten(String text) {
        assertThat(ServiceName.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "/chat",
                "acme/",
                "Acme/chat",
                "acme/Chat",
                "-acme/chat",
                "acme/a/b",
                "acme/chat@1.0.0",
                "acme/ü"
            })
    void otherNamesAreRefused(String text) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> ServiceName.parse(text));
    }
}
