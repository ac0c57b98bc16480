package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageSink;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shipping of one lane. One thread at a time; {@link #currentAsOf} may be read by others. */
final class LaneShipment {
    /** Large enough that what a transaction costs by itself vanishes, small enough for a modest heap. */
    static final int BATCH = 4000;

    private final Lane lane;
    private final UsageSink sink;
    private final String holder;
    private @Nullable LaneTail tail;
    private long target;
    private long targetSetAt = System.nanoTime();
    private volatile long currentAsOf = targetSetAt;

    LaneShipment(Lane lane, UsageSink sink, String holder) {
        this.lane = lane;
        this.sink = sink;
        this.holder = holder;
        this.target = lane.written();
    }

    Lane lane() {
        return lane;
    }

    /** The sink has all that was written until then, by {@link System#nanoTime}. */
    long currentAsOf() {
        return currentAsOf;
    }

    /**
     * Ships the next batch.
     *
     * @return its size; fewer than {@link #BATCH} when nothing more is waiting, or a segment ended
     * @throws RuntimeException what the sink throws; the batch comes again with the next call
     */
    int ship() {
        LaneTail reader = tail == null ? begin() : tail;
        List<UsageRecord> batch = reader.next(BATCH);
        if (!batch.isEmpty()) {
            // When the sink fails, the reader has gone on without the batch: begin again where the sink stands.
            tail = null;
            sink.ship(holder, lane.storage().lane(), reader.position(), batch);
        }
        tail = reader;
        refresh(reader);
        return batch.size();
    }

    /** Where the sink stands after {@link #ship}. */
    long position() {
        return Objects.requireNonNull(tail, "nothing was shipped yet").position();
    }

    private LaneTail begin() {
        return new LaneTail(lane, sink.position(holder, lane.storage().lane()));
    }

    private void refresh(LaneTail reader) {
        if (reader.position() >= target || reader.caughtUp()) {
            currentAsOf = targetSetAt;
            targetSetAt = System.nanoTime();
            target = lane.written();
        }
    }
}
