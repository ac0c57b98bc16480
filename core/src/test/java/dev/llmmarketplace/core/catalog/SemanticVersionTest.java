package dev.llmmarketplace.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmmarketplace.core.kernel.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.0",
                "1.0.0-rc.1",
                "1.0.0+build",
                "01.0.0",
                "v1.0.0",
                "1.0.0.0",
                "",
                "1.0.-1",
                "99999999999.0.0"
            })
    void whatIsNoProductionVersionIsRefusedByRule(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> SemanticVersion.parse(text))
                .satisfies(e -> assertThat(e.problem().violations())
                        .singleElement()
                        .satisfies(violation -> assertThat(violation.field()).isEqualTo("version")));
    }

    @Property
    void orderIsByPrecedenceNotBySpelling(
            @ForAll @IntRange(max = 99999) int a,
            @ForAll @IntRange(max = 99999) int b,
            @ForAll @IntRange(max = 999) int c) {
        SemanticVersion version = SemanticVersion.parse(a + "." + b + "." + c);
        assertThat(version).hasToString(a + "." + b + "." + c);
        assertThat(version).isLessThan(new SemanticVersion(a, b, c + 1));
        assertThat(version).isLessThan(new SemanticVersion(a, b + 1, 0));
        assertThat(version).isLessThan(new SemanticVersion(a + 1, 0, 0));
    }
}
