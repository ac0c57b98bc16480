package dev.llmmarketplace.core.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery that failed is tried again: ten times within three days, at growing distances, each a fifth shorter or
 * longer by chance, so that what failed together does not come back together.
 */
final class RetrySchedule {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    private static final double SHORTEST = 0.8;
    private static final double LONGEST = 1.2;

    private final RandomGenerator random;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait.
     *
     * @param failures so far, 1 or more
     * @return empty when it is given up
     */
    Optional<Duration> pause(int failures) {
        if (failures > PAUSES.size()) {
            return Optional.empty();
        }
        double millis = PAUSES.get(failures - 1).toMillis() * random.nextDouble(SHORTEST, LONGEST);
        return Optional.of(Duration.ofMillis((long) millis));
    }
}
