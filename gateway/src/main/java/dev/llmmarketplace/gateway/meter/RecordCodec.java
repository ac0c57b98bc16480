package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Records as bytes: the kind, fixed fields big-endian, counts in seven bits a byte, text as Latin-1 behind its length.
 * An opened record takes about 200 bytes, a closed one about 50.
 *
 * <p>Journals outlive releases: a kind is never changed, a new shape is a new kind.
 */
final class RecordCodec {
    /** No closed record is longer: 1 + 16 + 8, six counts, 2 + 4 bytes, two vectors of nine counts. */
    static final int MAX_CLOSED = 25 + 6 * 10 + 6 + 2 * 90;

    private static final byte OPENED = 1;
    /** As it was before there were attempts. */
    private static final byte CLOSED_ONCE = 2;

    /** As it was before bytes were counted. */
    private static final byte CLOSED_UNWEIGHED = 3;

    private static final byte CLOSED = 4;
    private static final UsageRecord.Flag[] FLAGS = UsageRecord.Flag.values();

    private RecordCodec() {}

    static void encode(OpenedRecord record, ByteBuffer to) {
        to.put(OPENED);
        put(to, record.call().value());
        UsageRecord.Parties parties = record.parties();
        put(to, parties.key().value());
        put(to, parties.consumer().value());
        put(to, parties.subscription().value());
        put(to, parties.provider().value());
        put(to, parties.service().value());
        put(to, parties.version().value());
        put(to, record.priceVersion().value());
        to.put((byte) (record.streamed() ? 1 : 0)).putLong(record.startedAtMillis());
        Varint.put(to, record.reservedTokens());
        Varint.put(to, record.reservedNanos());
        put(to, record.currency());
        put(to, record.route());
        put(to, record.requestId());
    }

    static void encode(ClosedRecord record, ByteBuffer to) {
        to.put(CLOSED);
        put(to, record.call().value());
        to.putLong(record.openedAt());
        Varint.put(to, record.firstByteMicros());
        Varint.put(to, record.durationMicros());
        Varint.put(to, record.costNanos());
        Varint.put(to, record.traffic().requestBytes());
        Varint.put(to, record.traffic().answerBytes());
        to.putShort((short) record.upstreamStatus()).put((byte) record.attempts());
        to.put((byte) record.outcome().code()).put(bits(record.flags()));
        Usage reported = record.reported();
        to.put((byte) (reported == null ? 0 : 1));
        if (reported != null) {
            put(to, reported);
        }
        put(to, record.billed());
    }

    /** @throws IllegalArgumentException when the kind is unknown, as after a downgrade */
    static JournalRecord decode(ByteBuffer from) {
        byte kind = from.get();
        return switch (kind) {
            case OPENED -> opened(from);
            case CLOSED_ONCE, CLOSED_UNWEIGHED, CLOSED -> closed(from, kind);
            default -> throw new IllegalArgumentException("unknown journal record of kind " + kind);
        };
    }

    private static OpenedRecord opened(ByteBuffer from) {
        CallId call = new CallId(uuid(from));
        UsageRecord.Parties parties = new UsageRecord.Parties(
                new KeyId(uuid(from)),
                new OrganisationId(uuid(from)),
                new SubscriptionId(uuid(from)),
                new OrganisationId(uuid(from)),
                new ServiceId(uuid(from)),
                new VersionId(uuid(from)));
        PriceVersionId price = new PriceVersionId(uuid(from));
        boolean streamed = from.get() != 0;
        long startedAt = from.getLong();
        long tokens = Varint.get(from);
        long nanos = Varint.get(from);
        String currency = text(from);
        String route = text(from);
        return new OpenedRecord(call, text(from), parties, price, currency, route, streamed, startedAt, tokens, nanos);
    }

    private static ClosedRecord closed(ByteBuffer from, byte kind) {
        CallId call = new CallId(uuid(from));
        long openedAt = from.getLong();
        long firstByte = Varint.get(from);
        long duration = Varint.get(from);
        long cost = Varint.get(from);
        Traffic traffic = kind == CLOSED ? new Traffic(Varint.get(from), Varint.get(from)) : Traffic.NONE;
        int status = from.getShort();
        int attempts = kind == CLOSED_ONCE ? 1 : from.get();
        Outcome outcome = Outcome.ofCode(from.get());
        Set<UsageRecord.Flag> flags = flags(from.get());
        Usage reported = from.get() == 0 ? null : usage(from);
        return new ClosedRecord(
                call,
                openedAt,
                firstByte,
                duration,
                status,
                attempts,
                traffic,
                outcome,
                reported,
                usage(from),
                cost,
                flags);
    }

    private static byte bits(Set<UsageRecord.Flag> flags) {
        int bits = 0;
        if (!flags.isEmpty()) {
            for (UsageRecord.Flag flag : flags) {
                bits |= bit(flag);
            }
        }
        return (byte) bits;
    }

    private static Set<UsageRecord.Flag> flags(byte bits) {
        if (bits == 0) {
            return Set.of();
        }
        EnumSet<UsageRecord.Flag> flags = EnumSet.noneOf(UsageRecord.Flag.class);
        for (UsageRecord.Flag flag : FLAGS) {
            if ((bits & bit(flag)) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static int bit(UsageRecord.Flag flag) {
        return switch (flag) {
            case ESTIMATED -> 1;
            case ABSURD_USAGE -> 2;
            case BOUND_EXCEEDED -> 4;
            case CACHED -> 8;
        };
    }

    private static void put(ByteBuffer to, Usage usage) {
        Varint.put(to, usage.input());
        Varint.put(to, usage.cacheRead());
        Varint.put(to, usage.cacheWrite5m());
        Varint.put(to, usage.cacheWrite1h());
        Varint.put(to, usage.output());
        Varint.put(to, usage.reasoning());
        Varint.put(to, usage.audioInput());
        Varint.put(to, usage.audioOutput());
        Varint.put(to, usage.images());
    }

    private static Usage usage(ByteBuffer from) {
        return new Usage(
                Varint.get(from),
                Varint.get(from),
                Varint.get(from),
                Varint.get(from),
                Varint.get(from),
                Varint.get(from),
                Varint.get(from),
                Varint.get(from),
                Varint.get(from));
    }

    private static void put(ByteBuffer to, UUID id) {
        to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer from) {
        return new UUID(from.getLong(), from.getLong());
    }

    private static void put(ByteBuffer to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        to.put((byte) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[from.get() & 0xFF];
        from.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
