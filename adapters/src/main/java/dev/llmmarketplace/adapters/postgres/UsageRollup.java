package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.LogClasses;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Sums of usage per minute, hour and day, written with the records that they sum: what is not inserted is not added. Rows
 * are taken in one order by everyone.
 */
final class UsageRollup {
    private static final int NOT_COMPLETED = -1;

    private UsageRollup() {}

    private enum Grain {
        MINUTE(60),
        HOUR(3_600),
        DAY(86_400);

        private final long seconds;

        Grain(long seconds) {
            this.seconds = seconds;
        }

        long floor(long epochSecond) {
            return Math.floorDiv(epochSecond, seconds) * seconds;
        }
    }

    /** What a row is of. */
    private record Key(
            UUID consumer,
            Grain grain,
            long bucket,
            UUID provider,
            UUID service,
            UUID key,
            Outcome outcome,
            String currency,
            int durationClass) {
        static Key minuteOf(UsageRecord record) {
            UsageRecord.Parties parties = record.parties();
            return new Key(
                    parties.consumer().value(),
                    Grain.MINUTE,
                    Grain.MINUTE.floor(record.startedAt().getEpochSecond()),
                    parties.provider().value(),
                    parties.service().value(),
                    parties.key().value(),
                    record.outcome(),
                    record.cost().currency(),
                    UsageRollup.durationClass(record.outcome(), record.durationMicros()));
        }

        Key in(Grain coarser) {
            return new Key(
                    consumer, coarser, coarser.floor(bucket), provider, service, key, outcome, currency, durationClass);
        }
    }

    private static final class Sums {
        private long calls;
        private long promptTokens;
        private long answerTokens;
        private long nanos;

        void add(UsageRecord record) {
            calls++;
            promptTokens += record.billed().promptTokens();
            answerTokens += record.billed().answerTokens();
            nanos = Math.addExact(nanos, record.cost().nanos());
        }

        void add(Sums other) {
            calls += other.calls;
            promptTokens += other.promptTokens;
            answerTokens += other.answerTokens;
            nanos = Math.addExact(nanos, other.nanos);
        }
    }

    /** As {@code duration_class} of the schema, which has it for single records. */
    static int durationClass(Outcome outcome, long micros) {
        return outcome == Outcome.COMPLETED ? LogClasses.of(micros) : NOT_COMPLETED;
    }

    /** @param settled records that are booked for the first time */
    static void add(Handle handle, List<UsageRecord> settled) {
        Map<Key, Sums> minutes = new HashMap<>();
        settled.forEach(record ->
                minutes.computeIfAbsent(Key.minuteOf(record), _ -> new Sums()).add(record));
        Map<Key, Sums> rows = new HashMap<>(minutes);
        minutes.forEach((key, sums) -> {
            rows.computeIfAbsent(key.in(Grain.HOUR), _ -> new Sums()).add(sums);
            rows.computeIfAbsent(key.in(Grain.DAY), _ -> new Sums()).add(sums);
        });
        insert(handle, List.copyOf(rows.entrySet()));
    }

    private static void insert(Handle handle, List<Map.Entry<Key, Sums>> rows) {
        Update update = handle.createUpdate("""
            INSERT INTO usage_rollup AS u (consumer, grain, bucket, provider, service, api_key, outcome,
                                           currency, duration_class, calls, prompt_tokens, answer_tokens,
                                           cost_nanos)
            SELECT * FROM unnest(:consumers, :grains, :buckets, :providers, :services, :keys, :outcomes,
                                 :currencies, :classes, :calls, :promptTokens, :answerTokens, :nanos)
            ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
            ON CONFLICT (consumer, grain, bucket, provider, service, api_key, outcome, currency,
                         duration_class) DO UPDATE
            SET calls = u.calls + excluded.calls,
                prompt_tokens = u.prompt_tokens + excluded.prompt_tokens,
                answer_tokens = u.answer_tokens + excluded.answer_tokens,
                cost_nanos = u.cost_nanos + excluded.cost_nanos
            """);
        bind(update, "consumers", UUID.class, rows, row -> row.getKey().consumer());
        bind(
                update,
                "grains",
                String.class,
                rows,
                row -> row.getKey().grain().name().toLowerCase(Locale.ROOT));
        bind(
                update,
                "buckets",
                OffsetDateTime.class,
                rows,
                row -> Instant.ofEpochSecond(row.getKey().bucket()).atOffset(ZoneOffset.UTC));
        bind(update, "providers", UUID.class, rows, row -> row.getKey().provider());
        bind(update, "services", UUID.class, rows, row -> row.getKey().service());
        bind(update, "keys", UUID.class, rows, row -> row.getKey().key());
        bind(
                update,
                "outcomes",
                String.class,
                rows,
                row -> row.getKey().outcome().wireName());
        bind(update, "currencies", String.class, rows, row -> row.getKey().currency());
        bind(update, "classes", Integer.class, rows, row -> row.getKey().durationClass());
        bind(update, "calls", Long.class, rows, row -> row.getValue().calls);
        bind(update, "promptTokens", Long.class, rows, row -> row.getValue().promptTokens);
        bind(update, "answerTokens", Long.class, rows, row -> row.getValue().answerTokens);
        bind(update, "nanos", Long.class, rows, row -> row.getValue().nanos);
        update.execute();
    }

    private static <T> void bind(
            Update update,
            String name,
            Class<T> type,
            List<Map.Entry<Key, Sums>> rows,
            Function<Map.Entry<Key, Sums>, T> value) {
        update.bindArray(name, type, rows.stream().map(value).toList());
    }
}
