package dev.llmmarketplace.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not stand in the log does not. */
final class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "key llm_mk_WXXdbKE8iuFQ4wqYKYFI503wX was revoked, key [redacted] was revoked",
        "authorization: Bearer abc.def-ghi123, authorization: [redacted]",
        "token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln is old, token [redacted] is old",
        "connected to postgresql://admin:hunter2@db:5432/x, connected to postgresql://[redacted]@db:5432/x",
        "ada@example.com signed in, [redacted] signed in",
        "GET /api/v1/services 200 in 3 ms, GET /api/v1/services 200 in 3 ms"
    })
    void secretsAndAddressesOfPeopleAreTakenOut(String line, String written) {
        assertThat(Redaction.of(line)).isEqualTo(written);
    }
}
