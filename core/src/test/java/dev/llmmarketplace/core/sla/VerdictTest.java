package dev.llmmarketplace.core.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 200, SERVED",
        "CUT_OFF, 200, SERVED",
        "UPSTREAM_ERROR, 500, FAILED",
        "UPSTREAM_ERROR, 529, FAILED",
        "UPSTREAM_ERROR, 429, FAILED",
        "UPSTREAM_ERROR, 401, FAILED",
        "UPSTREAM_ERROR, 400, NOT_COUNTED",
        "UPSTREAM_ERROR, 404, NOT_COUNTED",
        "UPSTREAM_ERROR, 422, NOT_COUNTED",
        "UPSTREAM_FAILED, 0, FAILED",
        "UPSTREAM_TIMEOUT, 0, FAILED",
        "CLIENT_CLOSED, 200, NOT_COUNTED",
        "INTERRUPTED, 0, NOT_COUNTED",
    })
    void whoIsToBlameDecides(Outcome outcome, int status, Verdict verdict) {
        assertThat(Verdict.of(outcome, status)).isEqualTo(verdict);
    }
}
