package dev.llmmarketplace.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that would grow, run or mislead when they are read are refused where they begin to. */
final class HostileTextTest {
    private static final String BOMB = """
            a: &a ["lol", "lol", "lol", "lol", "lol", "lol", "lol", "lol", "lol"]
            b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
            """;

    private static Document read(String yaml) {
        return Document.read(yaml.getBytes(StandardCharsets.UTF_8), Syntax.YAML);
    }

    @Test
    void aBombIsRefusedAtItsFirstAlias() {
        assertThatThrownBy(() -> read(BOMB)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().detail()).startsWith("Line 2").contains("aliases");
            assertThat(refused.problem().violations().getFirst().id()).isEqualTo("syntax");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!java.net.URL [\"http://127.0.0.1/\"]",
                "a: !!javax.script.ScriptEngineManager {}",
                "a: !local text",
                "a: !!binary aGVsbG8="
            })
    void tagsAreRefused(String yaml) {
        assertThatThrownBy(() -> read(yaml)).hasMessageContaining("tags are not read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: "})
    void whatIsNestedWithoutEndIsRefused(String opening) {
        assertThatThrownBy(() -> read(opening.repeat(100_000))).isInstanceOf(ProblemException.class);
    }
}
