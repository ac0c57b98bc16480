package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorSealTest {
    private final CursorSeal seal = new CursorSeal("the installation's secret".getBytes(StandardCharsets.UTF_8));

    @Test
    void opensWhatItClosed() {
        assertThat(seal.open(seal.close("AQID"))).isEqualTo("AQID");
        assertThat(seal.open(seal.close(null))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "AQID", "AQID.", "AQID.AAAAAAAAAAAAAAAAAAAAAA", ".AQID", "\u00fc.\ud83d\ude00"})
    void refusesWhatWasMadeUp(String cursor) {
        assertRefused(cursor);
    }

    @Test
    void refusesWhatWasChanged() {
        String closed = Objects.requireNonNull(seal.close("AQID"));
        for (int i = 0; i < closed.length(); i++) {
            char other = closed.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(closed.substring(0, i) + other + closed.substring(i + 1));
        }
    }

    @Test
    void refusesWhatAnotherInstallationClosed() {
        CursorSeal other = new CursorSeal("the other installation's".getBytes(StandardCharsets.UTF_8));
        assertRefused(Objects.requireNonNull(other.close("AQID")));
    }

    private void assertRefused(String cursor) {
        assertThatThrownBy(() -> seal.open(cursor)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
            assertThat(thrown.problem().violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.field()).isEqualTo("cursor"));
        });
    }
}
