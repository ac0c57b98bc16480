package dev.llmmarketplace.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void aSecretShowsItselfOnlyWhenAsked() {
        Secret secret = new Secret("hunter2");
        assertThat(secret).hasToString("[redacted]");
        assertThat(String.valueOf(java.util.List.of(secret))).doesNotContain("hunter2");
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    void secretsAreEqualByValueAndTellNothingByTheirHash() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
        assertThat(new Secret("a")).hasSameHashCodeAs(new Secret("b"));
    }
}
