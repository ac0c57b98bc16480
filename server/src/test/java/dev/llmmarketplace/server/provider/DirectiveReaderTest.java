package dev.llmmarketplace.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.server.provider.Directives.Fault;
import dev.llmmarketplace.server.provider.Directives.Reporting;
import dev.llmmarketplace.server.provider.Directives.Shape;
import dev.llmmarketplace.server.provider.Directives.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveReaderTest {
    @Test
    void linesOfTheMessageDirectTheAnswerAndAreNotPartOfTheText() {
        Directives directives = DirectiveReader.read(
                "#delay 200ms\n#first-delay 100ms\n#pace 20ms\nHello\n#tokens 50\n#cut 3\nthere", null);
        assertThat(directives)
                .isEqualTo(new Directives(
                        "Hello\nthere",
                        new Timing(200, 100, 20),
                        new Fault.Cut(3),
                        new Reporting.Exact(),
                        new Shape.Tokens(50)));
    }

    @Test
    void theUserFieldDirectsToo() {
        Directives directives = DirectiveReader.read("Hi", "#error 503; #usage prompt=-5 completion=999999999");
        assertThat(directives.fault()).isEqualTo(new Fault.Status(503));
        assertThat(directives.reporting()).isEqualTo(new Reporting.Given(-5L, 999_999_999L));
        assertThat(directives.text()).isEqualTo("Hi");
    }

    @Test
    void aToolIsCalledWithItsArgumentsAsTheyStand() {
        assertThat(DirectiveReader.read("#tool weather {\"city\": \"Oslo\"}", null)
                        .shape())
                .isEqualTo(new Shape.Tool("weather", "{\"city\": \"Oslo\"}"));
    }

    @Test
    void headingsAndHashtagsStayText() {
        String text = "# Heading\n## Second\n#hashtag stays\nend #tokens 5";
        assertThat(DirectiveReader.read(text, "someone@example.com")).isEqualTo(Directives.none(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#error 200", "#error", "#tokens -1", "#pace soon", "#usage", "#usage prompt=x", "#tool"})
    void aDirectiveThatMakesNoSenseIsRefusedWithWhatItTakes(String line) {
        assertThatThrownBy(() -> DirectiveReader.read(line, null))
                .isInstanceOf(ProviderError.class)
                .hasMessageContaining("The directive #")
                .hasMessageContaining("takes");
    }
}
