package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Inserts usage records, each once. */
final class UsageTable {
    private static final List<String> COLUMNS = List.of(
            "call",
            "request_id",
            "api_key",
            "consumer",
            "subscription",
            "provider",
            "service",
            "version",
            "price_book",
            "route",
            "streamed",
            "started_at",
            "first_byte_micros",
            "duration_micros",
            "upstream_status",
            "attempts",
            "request_bytes",
            "answer_bytes",
            "outcome",
            "reported",
            "input",
            "cache_read",
            "cache_write_5m",
            "cache_write_1h",
            "output",
            "reasoning",
            "audio_input",
            "audio_output",
            "images",
            "cost_nanos",
            "currency",
            "flags",
            "batch");

    private static final String NAMES = String.join(", ", COLUMNS);
    private static final int ROW_BYTES = 600;
    private static final String BEFORE = "before_usage";

    private UsageTable() {}

    /**
     * Almost always all records are new and go straight into the table. When one is not, it is not known which: all go
     * into a table of passage, and from there those that are new.
     *
     * @return the records that were not there yet; they are of {@code batch} from now on
     */
    static List<UsageRecord> insertNew(Handle handle, UUID batch, List<UsageRecord> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        handle.savepoint(BEFORE);
        try {
            rows(batch, records).send(handle, "usage_record (" + NAMES + ")");
            handle.releaseSavepoint(BEFORE);
            return records;
        } catch (JdbiException e) {
            if (!Failures.duplicate(e)) {
                throw e;
            }
            handle.rollbackToSavepoint(BEFORE);
            return insertByPassage(handle, batch, records);
        }
    }

    private static List<UsageRecord> insertByPassage(Handle handle, UUID batch, List<UsageRecord> records) {
        handle.execute("CREATE TEMP TABLE arriving_usage ON COMMIT DROP AS SELECT " + NAMES
                + " FROM usage_record WITH NO DATA");
        rows(batch, records).send(handle, "arriving_usage (" + NAMES + ")");
        Set<UUID> inserted = new HashSet<>(handle.createQuery("INSERT INTO usage_record (" + NAMES + ") SELECT " + NAMES
                        + " FROM arriving_usage ORDER BY call ON CONFLICT (call) DO NOTHING RETURNING call")
                .mapTo(UUID.class)
                .list());
        List<UsageRecord> fresh = new ArrayList<>(inserted.size());
        for (UsageRecord record : records) {
            // Taken out, so that a record that stands twice in the batch counts once.
            if (inserted.remove(record.call().value())) {
                fresh.add(record);
            }
        }
        return fresh;
    }

    private static BinaryCopy rows(UUID batch, List<UsageRecord> records) {
        BinaryCopy rows = new BinaryCopy(COLUMNS.size(), records.size() * ROW_BYTES);
        for (UsageRecord record : records) {
            call(rows.row(), record);
            usage(rows, record);
            rows.uuid(batch);
        }
        return rows;
    }

    private static void call(BinaryCopy row, UsageRecord record) {
        UsageRecord.Parties parties = record.parties();
        row.uuid(record.call().value())
                .text(record.requestId())
                .uuid(parties.key().value())
                .uuid(parties.consumer().value())
                .uuid(parties.subscription().value())
                .uuid(parties.provider().value())
                .uuid(parties.service().value())
                .uuid(parties.version().value())
                .uuid(record.priceVersion().value())
                .text(record.route())
                .bool(record.streamed())
                .timestamp(record.startedAt())
                .bigint(record.firstByteMicros())
                .bigint(record.durationMicros())
                .integer(record.upstreamStatus())
                .integer(record.attempts())
                .bigint(record.traffic().requestBytes())
                .bigint(record.traffic().answerBytes())
                .text(record.outcome().wireName());
    }

    private static void usage(BinaryCopy row, UsageRecord record) {
        Usage reported = record.reported();
        row.bigints(reported == null ? null : counts(reported));
        for (long count : counts(record.billed())) {
            row.bigint(count);
        }
        row.bigint(record.cost().nanos())
                .text(record.cost().currency())
                .texts(record.flags().stream().map(Enum::name).toList());
    }

    /** In the order of the columns. */
    private static long[] counts(Usage usage) {
        return new long[] {
            usage.input(),
            usage.cacheRead(),
            usage.cacheWrite5m(),
            usage.cacheWrite1h(),
            usage.output(),
            usage.reasoning(),
            usage.audioInput(),
            usage.audioOutput(),
            usage.images()
        };
    }
}
