package dev.llmmarketplace.gateway.observe;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.Route;
import org.jspecify.annotations.Nullable;

/** A forwarded call that has just been settled. Good only while an observer is told of it. */
public interface EndedCall {
    UsageRecord.Parties parties();

    Route route();

    boolean streamed();

    Target target();

    /** Where it went last; null when no endpoint was asked. */
    @Nullable
    Destination destination();

    Outcome outcome();

    /** The provider's; 0 when it gave none. */
    int upstreamStatus();

    /** How often the request was sent. */
    int attempts();

    /** From the arrival of the request; 0 when there was none. */
    long firstByteMicros();

    long durationMicros();

    Usage billed();

    long costNanos();

    String currency();
}
