package dev.llmmarketplace.core.receipt;

import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A usage record as it is signed: as {@link CanonicalJson} would write it, but straight into bytes, because it is done for
 * every call. Names are stable for ever; new ones may come, with no value in older records.
 */
public final class CanonicalRecord {
    private static final byte[] BILLED = bytes("{\"billed\":");
    private static final byte[] CALL = bytes(",\"call\":");
    private static final byte[] CONSUMER = bytes(",\"consumer\":");
    private static final byte[] COST_CURRENCY = bytes(",\"cost\":{\"currency\":");
    private static final byte[] COST_NANOS = bytes(",\"nanos\":");
    private static final byte[] DURATION = bytes("},\"duration_micros\":");
    private static final byte[] FIRST_BYTE = bytes(",\"first_byte_micros\":");
    private static final byte[] FLAGS = bytes(",\"flags\":");
    private static final byte[] KEY = bytes(",\"key\":");
    private static final byte[] OUTCOME = bytes(",\"outcome\":");
    private static final byte[] PRICE_VERSION = bytes(",\"price_version\":");
    private static final byte[] PROVIDER = bytes(",\"provider\":");
    private static final byte[] REPORTED = bytes(",\"reported\":");
    private static final byte[] REQUEST_ID = bytes(",\"request_id\":");
    private static final byte[] ROUTE = bytes(",\"route\":");
    private static final byte[] SERVICE = bytes(",\"service\":");
    private static final byte[] STARTED_AT = bytes(",\"started_at\":");
    private static final byte[] STREAMED_TRUE = bytes(",\"streamed\":true");
    private static final byte[] STREAMED_FALSE = bytes(",\"streamed\":false");
    private static final byte[] SUBSCRIPTION = bytes(",\"subscription\":");
    private static final byte[] UPSTREAM_STATUS = bytes(",\"upstream_status\":");
    private static final byte[] VERSION = bytes(",\"version\":");
    private static final byte[] END = bytes("}");

    private static final byte[] AUDIO_INPUT = bytes("{\"audio_input\":");
    private static final byte[] AUDIO_OUTPUT = bytes(",\"audio_output\":");
    private static final byte[] CACHE_READ = bytes(",\"cache_read\":");
    private static final byte[] CACHE_WRITE_1H = bytes(",\"cache_write_1h\":");
    private static final byte[] CACHE_WRITE_5M = bytes(",\"cache_write_5m\":");
    private static final byte[] IMAGES = bytes(",\"images\":");
    private static final byte[] INPUT = bytes(",\"input\":");
    private static final byte[] OUTPUT = bytes(",\"output\":");
    private static final byte[] REASONING = bytes(",\"reasoning\":");

    private final ByteText json = new ByteText();

    private CanonicalRecord() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The leaf of the batch's tree. */
    public static Hash leaf(UsageRecord record) {
        return MerkleTree.leaf(written(record).toBytes());
    }

    /** Its members in the order of their names. */
    public static String text(UsageRecord record) {
        return new String(written(record).toBytes(), StandardCharsets.UTF_8);
    }

    private static ByteText written(UsageRecord record) {
        CanonicalRecord canonical = new CanonicalRecord();
        canonical.write(record);
        return canonical.json;
    }

    private void write(UsageRecord record) {
        UsageRecord.Parties parties = record.parties();
        usage(BILLED, record.billed());
        uuid(CALL, record.call().value());
        uuid(CONSUMER, parties.consumer().value());
        text(COST_CURRENCY, record.cost().currency());
        number(COST_NANOS, record.cost().nanos());
        number(DURATION, record.durationMicros());
        number(FIRST_BYTE, record.firstByteMicros());
        flags(record);
        uuid(KEY, parties.key().value());
        text(OUTCOME, record.outcome().wireName());
        uuid(PRICE_VERSION, record.priceVersion().value());
        uuid(PROVIDER, parties.provider().value());
        usage(REPORTED, record.reported());
        text(REQUEST_ID, record.requestId());
        text(ROUTE, record.route());
        uuid(SERVICE, parties.service().value());
        text(STARTED_AT, record.startedAt().toString());
        json.raw(record.streamed() ? STREAMED_TRUE : STREAMED_FALSE);
        uuid(SUBSCRIPTION, parties.subscription().value());
        number(UPSTREAM_STATUS, record.upstreamStatus());
        uuid(VERSION, parties.version().value());
        json.raw(END);
    }

    private void flags(UsageRecord record) {
        List<String> names = record.flags().stream().map(Enum::name).sorted().toList();
        json.raw(FLAGS).raw(bytes(CanonicalJson.text(names)));
    }

    private void usage(byte[] name, @Nullable Usage usage) {
        if (usage != null) {
            json.raw(name);
            number(AUDIO_INPUT, usage.audioInput());
            number(AUDIO_OUTPUT, usage.audioOutput());
            number(CACHE_READ, usage.cacheRead());
            number(CACHE_WRITE_1H, usage.cacheWrite1h());
            number(CACHE_WRITE_5M, usage.cacheWrite5m());
            number(IMAGES, usage.images());
            number(INPUT, usage.input());
            number(OUTPUT, usage.output());
            number(REASONING, usage.reasoning());
            json.raw(END);
        }
    }

    private void number(byte[] name, long value) {
        json.raw(name).number(value);
    }

    private void uuid(byte[] name, UUID value) {
        json.raw(name).quoted(value);
    }

    private void text(byte[] name, String value) {
        json.raw(name).quoted(value);
    }
}
