package dev.llmmarketplace.core.search.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.metering.LogClasses;
import dev.llmmarketplace.core.search.ranking.Popularity.Reception;
import dev.llmmarketplace.core.sla.Distribution;
import dev.llmmarketplace.core.sla.ServiceQuality;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is known of services, and what is not. */
final class TrackRecordsTest {
    private static final ServiceId SERVICE = new ServiceId(new UUID(1, 1));

    @Test
    void nothingIsKnownFromTooFewCalls() {
        TrackRecord record = TrackRecordReader.record(quality(19, 0), new Reception(19, null, 0));
        assertThat(record).isEqualTo(new TrackRecord(19, null, 0, null, null, null, null));
    }

    @Test
    void figuresAreThoseOfTheServiceLevels() {
        TrackRecord record = TrackRecordReader.record(quality(75, 25), new Reception(90, 4.5, 2));
        assertThat(record.requests()).isEqualTo(90);
        assertThat(record.rating()).isEqualTo(4.5);
        assertThat(record.errorRate()).isEqualTo(0.25);
        assertThat(record.availability()).isEqualTo(75);
        assertThat(record.latencyMillis()).isBetween(190.0, 210.0);
        assertThat(record.slowMillis()).isBetween(190.0, 210.0);
    }

    @Test
    void theLatestAreReadAgainAndOutliveFailures() {
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        TrackRecords known = new TrackRecords(Map.of(SERVICE, TrackRecord.NONE), Set.of());
        try (Latest<TrackRecords> keeper = new Latest<>(
                TrackRecords.NONE,
                () -> {
                    if (reads.incrementAndGet() % 2 == 0) {
                        throw new IllegalStateException("the database went away");
                    }
                    return new TrackRecords(known.all(), Set.of());
                },
                Duration.ofMillis(1),
                _ -> failures.incrementAndGet())) {
            keeper.start();
            await().until(() -> !keeper.get().equals(TrackRecords.NONE));
            TrackRecords first = keeper.get();
            await().until(() -> failures.get() > 2);
            assertThat(keeper.get())
                    .as("what has not changed stays the same object")
                    .isSameAs(first);
        }
    }

    private static ServiceQuality quality(long served, long failed) {
        TreeMap<Integer, Long> answers = new TreeMap<>(Map.of(LogClasses.of(200_000), served));
        return new ServiceQuality(served, failed, 0, new Distribution(answers), Distribution.NONE, Distribution.NONE);
    }
}
