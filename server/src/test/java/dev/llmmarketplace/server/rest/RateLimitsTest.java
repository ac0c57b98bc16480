package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.MovableClock;
import dev.llmmarketplace.server.rest.Operation.RateClass;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** So often and no oftener, each caller by himself. */
final class RateLimitsTest {
    private Instant now = new MovableClock().instant();
    private final RateLimits limits = new RateLimits(new RateLimits.Limits(5, 3, 0, 100), () -> now);

    @Test
    void theSixthSignInOfAMinuteIsRefusedUntilOneHasBeenForgotten() {
        for (int i = 0; i < 5; i++) {
            limits.admit(RateClass.LOGIN, "1.2.3.4");
        }
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> limits.admit(RateClass.LOGIN, "1.2.3.4"));

        assertThat(refused.problem().code().code()).isEqualTo("rate_limited");
        assertThat(refused.problem().retryAfter()).isEqualTo(Duration.ofSeconds(12));
        now = now.plusSeconds(12);
        assertThatCode(() -> limits.admit(RateClass.LOGIN, "1.2.3.4")).doesNotThrowAnyException();
    }

    @Test
    void callersAndKindsOfRequestsAreCountedApart() {
        for (int i = 0; i < 3; i++) {
            limits.admit(RateClass.REGISTER, "1.2.3.4");
        }

        assertThatCode(() -> {
                    limits.admit(RateClass.REGISTER, "5.6.7.8");
                    limits.admit(RateClass.LOGIN, "1.2.3.4");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void zeroIsNoLimit() {
        for (int i = 0; i < 10_000; i++) {
            limits.admit(RateClass.READS, "1.2.3.4");
        }
    }
}
