package dev.llmmarketplace.core.receipt;

import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.HashMap;
import java.util.Map;

/** A usage record as it is signed. Names are stable for ever; new ones may come, with no value in older records. */
public final class CanonicalRecord {
    private CanonicalRecord() {}

    /** For {@link CanonicalJson}. */
    public static Map<String, Object> of(UsageRecord record) {
        Map<String, Object> members = new HashMap<>();
        members.put("call", record.call().toString());
        members.put("request_id", record.requestId());
        parties(members, record.parties());
        members.put("price_version", record.priceVersion().toString());
        members.put("route", record.route());
        members.put("streamed", record.streamed());
        members.put("started_at", record.startedAt().toString());
        members.put("first_byte_micros", record.firstByteMicros());
        members.put("duration_micros", record.durationMicros());
        members.put("upstream_status", record.upstreamStatus());
        members.put("outcome", record.outcome().wireName());
        Usage reported = record.reported();
        if (reported != null) {
            members.put("reported", usage(reported));
        }
        members.put("billed", usage(record.billed()));
        members.put(
                "cost",
                Map.of(
                        "nanos", record.cost().nanos(),
                        "currency", record.cost().currency()));
        members.put("flags", record.flags().stream().map(Enum::name).sorted().toList());
        return members;
    }

    private static void parties(Map<String, Object> members, UsageRecord.Parties parties) {
        members.put("key", parties.key().toString());
        members.put("consumer", parties.consumer().toString());
        members.put("subscription", parties.subscription().toString());
        members.put("provider", parties.provider().toString());
        members.put("service", parties.service().toString());
        members.put("version", parties.version().toString());
    }

    private static Map<String, Object> usage(Usage usage) {
        Map<String, Object> counts = new HashMap<>();
        counts.put("input", usage.input());
        counts.put("cache_read", usage.cacheRead());
        counts.put("cache_write_5m", usage.cacheWrite5m());
        counts.put("cache_write_1h", usage.cacheWrite1h());
        counts.put("output", usage.output());
        counts.put("reasoning", usage.reasoning());
        counts.put("audio_input", usage.audioInput());
        counts.put("audio_output", usage.audioOutput());
        counts.put("images", usage.images());
        return counts;
    }

    /** The leaf of the batch's tree. */
    public static Hash leaf(UsageRecord record) {
        return MerkleTree.leaf(CanonicalJson.bytes(of(record)));
    }
}
