package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.LogClasses;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.sla.Verdict;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How services did, summed per minute, hour and day with the records that are booked for the first time. Everyone takes
 * the rows in one order, last in the transaction: all gateways share those of a service that is much called.
 */
final class QualityRollup {
    static final String ANSWER = "answer";
    static final String FIRST_TOKEN = "first-token";
    static final String SPEED = "speed";

    private static final int JUST_COUNTED = -1;
    /** The speed of a stream of fewer tokens is that of its first. */
    private static final int LEAST_TOKENS = 10;

    private static final long MICROS_TO_THOUSANDTHS_PER_SECOND = 1_000_000_000L;

    private final Map<Key, Long> minutes = new HashMap<>();

    /** @param bucket seconds since 1970 */
    private record Key(UUID service, String grain, long bucket, String measure, int figureClass) {
        Key in(String coarser, long seconds) {
            return new Key(service, coarser, Math.floorDiv(bucket, seconds) * seconds, measure, figureClass);
        }
    }

    private QualityRollup() {}

    static void add(Handle handle, List<UsageRecord> settled) {
        QualityRollup rollup = new QualityRollup();
        settled.forEach(rollup::add);
        Map<Key, Long> rows = new HashMap<>(rollup.minutes);
        rollup.minutes.forEach((key, calls) -> {
            rows.merge(key.in("hour", 3_600), calls, Long::sum);
            rows.merge(key.in("day", 86_400), calls, Long::sum);
        });
        insert(handle, List.copyOf(rows.entrySet()));
    }

    /** What was answered from the cache says nothing of the service. */
    private void add(UsageRecord record) {
        if (record.flags().contains(UsageRecord.Flag.CACHED)) {
            return;
        }
        Verdict verdict = Verdict.of(record.outcome(), record.upstreamStatus());
        count(record, verdict.wireName(), JUST_COUNTED);
        if (record.outcome() != Outcome.COMPLETED) {
            return;
        }
        if (!record.streamed()) {
            count(record, ANSWER, LogClasses.of(record.durationMicros()));
        } else if (record.firstByteMicros() > 0) {
            count(record, FIRST_TOKEN, LogClasses.of(record.firstByteMicros()));
            addSpeed(record);
        }
    }

    private void addSpeed(UsageRecord record) {
        long tokens = record.billed().answerTokens();
        long micros = record.durationMicros() - record.firstByteMicros();
        if (tokens >= LEAST_TOKENS && micros > 0) {
            double speed = (double) tokens * MICROS_TO_THOUSANDTHS_PER_SECOND / micros;
            count(record, SPEED, LogClasses.of((long) speed));
        }
    }

    private void count(UsageRecord record, String measure, int figureClass) {
        UUID service = record.parties().service().value();
        Key second = new Key(service, "minute", record.startedAt().getEpochSecond(), measure, figureClass);
        minutes.merge(second.in("minute", 60), 1L, Long::sum);
    }

    private static void insert(Handle handle, List<Map.Entry<Key, Long>> rows) {
        List<Key> keys = rows.stream().map(Map.Entry::getKey).toList();
        handle.createUpdate("""
            INSERT INTO service_quality AS q (service, grain, bucket, measure, class, calls)
            SELECT * FROM unnest(:services, :grains, :buckets, :measures, :classes, :calls)
            ORDER BY 1, 2, 3, 4, 5
            ON CONFLICT (service, grain, bucket, measure, class) DO UPDATE
            SET calls = q.calls + excluded.calls
            """)
                .bindArray(
                        "services", UUID.class, keys.stream().map(Key::service).toList())
                .bindArray("grains", String.class, keys.stream().map(Key::grain).toList())
                .bindArray(
                        "buckets",
                        OffsetDateTime.class,
                        keys.stream()
                                .map(key -> Instant.ofEpochSecond(key.bucket()).atOffset(ZoneOffset.UTC))
                                .toList())
                .bindArray(
                        "measures",
                        String.class,
                        keys.stream().map(Key::measure).toList())
                .bindArray(
                        "classes",
                        Integer.class,
                        keys.stream().map(Key::figureClass).toList())
                .bindArray(
                        "calls",
                        Long.class,
                        rows.stream().map(Map.Entry::getValue).toList())
                .execute();
    }
}
