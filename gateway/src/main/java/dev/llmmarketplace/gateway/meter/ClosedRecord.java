package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended. Who called what is in its {@link OpenedRecord}.
 *
 * @param openedAt position of the opened record in the same lane
 * @param attempts how often the request was sent
 * @param reported null when the provider said nothing
 */
public record ClosedRecord(
        CallId call,
        long openedAt,
        long firstByteMicros,
        long durationMicros,
        int upstreamStatus,
        int attempts,
        Traffic traffic,
        Outcome outcome,
        @Nullable Usage reported,
        Usage billed,
        long costNanos,
        Set<UsageRecord.Flag> flags)
        implements JournalRecord {

    /** A call that was open when the process died: nothing is billed. */
    static ClosedRecord interrupted(OpenedRecord opened, long openedAt) {
        return new ClosedRecord(
                opened.call(), openedAt, 0, 0, 0, 0, Traffic.NONE, Outcome.INTERRUPTED, null, Usage.NONE, 0, Set.of());
    }
}
