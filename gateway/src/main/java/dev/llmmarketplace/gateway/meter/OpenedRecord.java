package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.time.Instant;

/**
 * A call that is about to be forwarded. Holds all that its usage record will need of it, so that the journal is
 * understood without anything that was in memory.
 *
 * @param requestId at most {@link #MAX_REQUEST_ID} visible ASCII characters
 * @param currency of the prices in force
 * @param reservedTokens 0 when there is no quota
 * @param reservedNanos 0 when there is no budget
 */
public record OpenedRecord(
        CallId call,
        String requestId,
        UsageRecord.Parties parties,
        PriceVersionId priceVersion,
        String currency,
        String route,
        boolean streamed,
        long startedAtMillis,
        long reservedTokens,
        long reservedNanos)
        implements JournalRecord {
    public static final int MAX_REQUEST_ID = 128;

    /** The usage record of this call. */
    UsageRecord finished(ClosedRecord closed) {
        return new UsageRecord(
                call,
                requestId,
                parties,
                priceVersion,
                route,
                streamed,
                Instant.ofEpochMilli(startedAtMillis),
                closed.firstByteMicros(),
                closed.durationMicros(),
                closed.upstreamStatus(),
                closed.attempts(),
                closed.traffic(),
                closed.outcome(),
                closed.reported(),
                closed.billed(),
                new Money(closed.costNanos(), currency),
                closed.flags());
    }
}
