package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Inserts usage records: one array per column, so that thousands of rows are one statement. */
final class UsageTable {
    private UsageTable() {}

    /** The calls that were not there yet; they are of {@code batch} from now on. */
    static Set<UUID> insertNew(Handle handle, UUID batch, List<UsageRecord> records) {
        Query insertion = handle.createQuery("""
                INSERT INTO usage_record
                    (call, request_id, api_key, consumer, subscription, provider, service, version, price_book,
                     route, streamed, started_at, first_byte_micros, duration_micros, upstream_status, attempts, outcome, reported,
                     input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, audio_input, audio_output,
                     images, cost_nanos, currency, flags, batch)
                SELECT call, request_id, api_key, consumer, subscription, provider, service, version, price_book,
                       route, streamed, started_at, first_byte_micros, duration_micros, upstream_status, attempts, outcome,
                       CAST(reported AS bigint[]),
                       input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, audio_input, audio_output,
                       images, cost_nanos, currency, CAST(flags AS text[]), :batch
                FROM unnest(:call, :requestId, :key, :consumer, :subscription, :provider, :service, :version,
                            :priceBook, :route, :streamed, :startedAt, :firstByte, :duration, :status, :attempts, :outcome,
                            :reported, :input, :cacheRead, :cacheWrite5m, :cacheWrite1h, :output, :reasoning,
                            :audioInput, :audioOutput, :images, :cost, :currency, :flags)
                  AS r (call, request_id, api_key, consumer, subscription, provider, service, version, price_book,
                        route, streamed, started_at, first_byte_micros, duration_micros, upstream_status, attempts, outcome,
                        reported, input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, audio_input,
                        audio_output, images, cost_nanos, currency, flags)
                ORDER BY call
                ON CONFLICT (call) DO NOTHING
                RETURNING call
                """);
        insertion.bind("batch", batch);
        bindCall(new Column(insertion, records));
        bindUsage(new Column(insertion, records));
        return new HashSet<>(insertion.mapTo(UUID.class).list());
    }

    private static void bindCall(Column column) {
        column.uuids("call", r -> r.call().value());
        column.texts("requestId", UsageRecord::requestId);
        column.uuids("key", r -> r.parties().key().value());
        column.uuids("consumer", r -> r.parties().consumer().value());
        column.uuids("subscription", r -> r.parties().subscription().value());
        column.uuids("provider", r -> r.parties().provider().value());
        column.uuids("service", r -> r.parties().service().value());
        column.uuids("version", r -> r.parties().version().value());
        column.uuids("priceBook", r -> r.priceVersion().value());
        column.texts("route", UsageRecord::route);
        column.of("streamed", Boolean.class, UsageRecord::streamed);
        column.of("startedAt", OffsetDateTime.class, r -> r.startedAt().atOffset(ZoneOffset.UTC));
        column.longs("firstByte", UsageRecord::firstByteMicros);
        column.longs("duration", UsageRecord::durationMicros);
        column.of("status", Integer.class, UsageRecord::upstreamStatus);
        column.of("attempts", Integer.class, UsageRecord::attempts);
        column.texts("outcome", r -> r.outcome().wireName());
    }

    private static void bindUsage(Column column) {
        column.texts("reported", r -> vector(r.reported()));
        column.longs("input", r -> r.billed().input());
        column.longs("cacheRead", r -> r.billed().cacheRead());
        column.longs("cacheWrite5m", r -> r.billed().cacheWrite5m());
        column.longs("cacheWrite1h", r -> r.billed().cacheWrite1h());
        column.longs("output", r -> r.billed().output());
        column.longs("reasoning", r -> r.billed().reasoning());
        column.longs("audioInput", r -> r.billed().audioInput());
        column.longs("audioOutput", r -> r.billed().audioOutput());
        column.longs("images", r -> r.billed().images());
        column.longs("cost", r -> r.cost().nanos());
        column.texts("currency", r -> r.cost().currency());
        column.texts("flags", r -> r.flags().stream().map(Enum::name).collect(Collectors.joining(",", "{", "}")));
    }

    /** As PostgreSQL writes an array, in the order of the columns. */
    private static @Nullable String vector(@Nullable Usage usage) {
        return usage == null
                ? null
                : LongStream.of(
                                usage.input(),
                                usage.cacheRead(),
                                usage.cacheWrite5m(),
                                usage.cacheWrite1h(),
                                usage.output(),
                                usage.reasoning(),
                                usage.audioInput(),
                                usage.audioOutput(),
                                usage.images())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /** Binds one array per call. */
    private record Column(Query query, List<UsageRecord> records) {
        void uuids(String name, Function<UsageRecord, UUID> value) {
            of(name, UUID.class, value);
        }

        void longs(String name, Function<UsageRecord, Long> value) {
            of(name, Long.class, value);
        }

        void texts(String name, Function<UsageRecord, @Nullable String> value) {
            of(name, String.class, value);
        }

        <T> void of(String name, Class<T> type, Function<UsageRecord, @Nullable T> value) {
            Object[] values = new Object[records.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(records.get(i));
            }
            query.bindArray(name, type, values);
        }
    }
}
