package dev.llmmarketplace.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.gateway.route.EndpointHealth.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EndpointHealthTest {
    private static final long SECOND = 1_000_000_000;

    private final EndpointHealth health = new EndpointHealth(new EndpointHealth.Settings(
            3, 10, 50, Duration.ofSeconds(10), Duration.ofSeconds(4), Duration.ofSeconds(30)));
    private long now = System.nanoTime();

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            health.failed(now, "status 503", false);
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            health.succeeded(now);
        }
    }

    private State.Open opened() {
        assertThat(health.state()).isInstanceOf(State.Open.class);
        return (State.Open) health.state();
    }

    @Test
    void failuresInARowOpenIt() {
        fail(2);
        succeed(1);
        fail(2);
        assertThat(health.available(now)).isTrue();

        fail(1);

        assertThat(health.available(now)).isFalse();
        assertThat(health.enter(now)).isFalse();
        assertThat(opened().until() - now).isBetween(4 * SECOND, 5 * SECOND + 1);
        assertThat(opened().reason()).isEqualTo("status 503");
    }

    @Test
    void halfOfAWindowsCallsOpenIt() {
        for (int i = 0; i < 4; i++) {
            succeed(1);
            fail(1);
        }
        succeed(1);
        assertThat(health.available(now)).isTrue();

        fail(1);

        assertThat(health.available(now)).isFalse();
    }

    @Test
    void failuresOfEarlierWindowsDoNotCount() {
        for (int i = 0; i < 4; i++) {
            succeed(1);
            fail(1);
        }
        now += 11 * SECOND;
        succeed(1);
        fail(1);

        assertThat(health.available(now)).isTrue();
    }

    @Test
    void oneCallCannotOpenItByItself() {
        health.failed(now, "x", false);
        health.failed(now, "x", true);
        health.failed(now, "x", true);

        assertThat(health.available(now)).isTrue();
    }

    @Test
    void oneCallMayTryAndItsSuccessClosesIt() {
        fail(3);
        now = opened().until();

        assertThat(health.enter(now)).isTrue();
        assertThat(health.enter(now)).isFalse();
        health.succeeded(now);

        assertThat(health.enter(now)).isTrue();
        assertThat(health.enter(now)).isTrue();
        fail(2);
        assertThat(health.available(now)).isTrue();
    }

    @Test
    void eachTrialThatFailsDoublesTheTimeUpToALimit() {
        fail(3);
        long last = 0;
        for (int i = 0; i < 8; i++) {
            now = opened().until();
            assertThat(health.enter(now)).isTrue();
            health.failed(now, "still", true);
            last = opened().until() - now;
            assertThat(last).isGreaterThanOrEqualTo(Math.min(30, 4L << i + 1) * SECOND);
        }
        assertThat(last).isLessThanOrEqualTo(38 * SECOND);
    }

    @Test
    void aTrialThatTellsNothingLeavesItsTurnToTheNext() {
        fail(3);
        now = opened().until();
        health.enter(now);

        health.abandoned(now);

        assertThat(health.enter(now)).isTrue();
    }

    @Test
    void aTrialWhoseEndIsNeverToldIsNotTheLast() {
        fail(3);
        now = opened().until();
        health.enter(now);
        now += 31 * SECOND;

        assertThat(health.enter(now)).isTrue();
    }

    @Test
    void aProbeEndsTheTimeButNotTheDoubt() {
        fail(3);

        health.answeredProbe(now);

        assertThat(health.enter(now)).isTrue();
        assertThat(health.enter(now)).isFalse();
    }

    @Test
    void whatEndsWhileItIsOpenChangesNothing() {
        fail(3);
        State before = health.state();

        health.succeeded(now);
        health.failed(now, "late", false);
        health.abandoned(now);

        assertThat(health.state()).isSameAs(before);
    }
}
