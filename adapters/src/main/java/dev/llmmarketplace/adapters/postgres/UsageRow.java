package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a row of {@code usage_record}. */
final class UsageRow implements RowMapper<UsageRecord> {
    @Override
    public UsageRecord map(ResultSet row, StatementContext context) throws SQLException {
        return new UsageRecord(
                new CallId(Columns.uuid(row, "call")),
                row.getString("request_id"),
                parties(row),
                new PriceVersionId(Columns.uuid(row, "price_book")),
                row.getString("route"),
                row.getBoolean("streamed"),
                Columns.instant(row, "started_at"),
                row.getLong("first_byte_micros"),
                row.getLong("duration_micros"),
                row.getInt("upstream_status"),
                row.getInt("attempts"),
                new Traffic(row.getLong("request_bytes"), row.getLong("answer_bytes")),
                WireName.parse(Outcome.class, row.getString("outcome"), "outcome"),
                reported(row),
                billed(row),
                new Money(row.getLong("cost_nanos"), row.getString("currency")),
                Columns.texts(row, "flags").stream()
                        .map(UsageRecord.Flag::valueOf)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static UsageRecord.Parties parties(ResultSet row) throws SQLException {
        return new UsageRecord.Parties(
                new KeyId(Columns.uuid(row, "api_key")),
                new OrganisationId(Columns.uuid(row, "consumer")),
                new SubscriptionId(Columns.uuid(row, "subscription")),
                new OrganisationId(Columns.uuid(row, "provider")),
                new ServiceId(Columns.uuid(row, "service")),
                new VersionId(Columns.uuid(row, "version")));
    }

    private static Usage billed(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("input"),
                row.getLong("cache_read"),
                row.getLong("cache_write_5m"),
                row.getLong("cache_write_1h"),
                row.getLong("output"),
                row.getLong("reasoning"),
                row.getLong("audio_input"),
                row.getLong("audio_output"),
                row.getLong("images"));
    }

    private static @Nullable Usage reported(ResultSet row) throws SQLException {
        Array array = row.getArray("reported");
        if (array == null) {
            return null;
        }
        Long[] counts = (Long[]) array.getArray();
        array.free();
        return new Usage(
                counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7], counts[8]);
    }
}
