package dev.llmmarketplace.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import java.nio.ByteBuffer;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

final class RecordCodecTest {

    @Provide
    static Arbitrary<Usage> usages() {
        Arbitrary<Long> counts = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(0, 300)),
                Tuple.of(1, Arbitraries.longs().greaterOrEqual(0)));
        return counts.list()
                .ofSize(9)
                .map(c -> new Usage(
                        c.get(0), c.get(1), c.get(2), c.get(3), c.get(4), c.get(5), c.get(6), c.get(7), c.get(8)));
    }

    @Provide
    static Arbitrary<ClosedRecord> closings() {
        Arbitrary<Long> counts = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<Set<Flag>> flags = Arbitraries.of(Flag.values()).set();
        return Combinators.combine(
                        counts, counts, Arbitraries.integers().between(0, 999), Arbitraries.of(Outcome.values()))
                .flatAs((position, micros, status, outcome) -> Combinators.combine(
                                usages().injectNull(0.3), usages(), counts, flags)
                        .as((reported, billed, cost, raised) -> new ClosedRecord(
                                CallId.next(),
                                position,
                                micros,
                                micros,
                                status,
                                status % 4,
                                new Traffic(micros, position),
                                outcome,
                                reported,
                                billed,
                                cost,
                                raised)));
    }

    @Property
    void aClosedRecordComesBackAsItWas(@ForAll("closings") ClosedRecord record) {
        ByteBuffer bytes = ByteBuffer.allocate(Segment.MAX_PAYLOAD);
        RecordCodec.encode(record, bytes);

        assertThat(bytes.position()).isLessThanOrEqualTo(RecordCodec.MAX_CLOSED);
        assertThat(RecordCodec.decode(bytes.flip())).isEqualTo(record);
        assertThat(bytes.remaining()).isZero();
    }

    @Test
    void aClosedRecordOfTheFirstReleaseWasSentOnce() {
        CallId call = CallId.next();
        ByteBuffer bytes = earlier((byte) 2, call, new byte[0]);

        assertThat(RecordCodec.decode(bytes)).isEqualTo(completed(call, 1));
    }

    @Test
    void aClosedRecordWithoutBytesIsStillUnderstood() {
        CallId call = CallId.next();
        ByteBuffer bytes = earlier((byte) 3, call, new byte[] {2});

        assertThat(RecordCodec.decode(bytes)).isEqualTo(completed(call, 2));
    }

    private static ClosedRecord completed(CallId call, int attempts) {
        return new ClosedRecord(
                call, 64, 1, 2, 200, attempts, Traffic.NONE, Outcome.COMPLETED, null, Usage.NONE, 3, Set.of());
    }

    /** A closed record as earlier releases wrote it. */
    private static ByteBuffer earlier(byte kind, CallId call, byte[] attempts) {
        ByteBuffer bytes = ByteBuffer.allocate(Segment.MAX_PAYLOAD);
        bytes.put(kind)
                .putLong(call.value().getMostSignificantBits())
                .putLong(call.value().getLeastSignificantBits())
                .putLong(64);
        Varint.put(bytes, 1);
        Varint.put(bytes, 2);
        Varint.put(bytes, 3);
        bytes.putShort((short) 200)
                .put(attempts)
                .put((byte) Outcome.COMPLETED.code())
                .put((byte) 0)
                .put((byte) 0);
        for (int i = 0; i < 9; i++) {
            Varint.put(bytes, 0);
        }
        return bytes.flip();
    }

    @Test
    void anOpenedRecordComesBackAsItWas() {
        OpenedRecord record = Calls.opened();
        ByteBuffer bytes = ByteBuffer.allocate(Segment.MAX_PAYLOAD);
        RecordCodec.encode(record, bytes);

        assertThat(RecordCodec.decode(bytes.flip())).isEqualTo(record);
    }
}
