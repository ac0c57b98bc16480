package dev.llmmarketplace.core.metering;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call that was forwarded to a provider, or answered from the cache, once, for ever.
 *
 * @param requestId the caller's {@code x-request-id}, or the call's id when it sent none
 * @param route for example {@code chat.completions}
 * @param firstByteMicros from the arrival of the request to the first byte of the answer; 0 when there was none
 * @param durationMicros from the arrival of the request to the end; 0 when interrupted
 * @param upstreamStatus the provider's HTTP status; 0 when it gave none
 * @param attempts how often the request was sent; 0 when it was not, or not known, as after a crash
 * @param reported what the provider said was used, clamped to what is plausible; null when it said nothing
 * @param billed what is charged for: the reported usage, or our own count
 * @param cost {@code billed} under {@code priceVersion}
 */
public record UsageRecord(
        CallId call,
        String requestId,
        Parties parties,
        PriceVersionId priceVersion,
        String route,
        boolean streamed,
        Instant startedAt,
        long firstByteMicros,
        long durationMicros,
        int upstreamStatus,
        int attempts,
        Traffic traffic,
        Outcome outcome,
        @Nullable Usage reported,
        Usage billed,
        Money cost,
        Set<Flag> flags) {
    public UsageRecord {
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }

    /** Who called what by which right. */
    public record Parties(
            KeyId key,
            OrganisationId consumer,
            SubscriptionId subscription,
            OrganisationId provider,
            ServiceId service,
            VersionId version) {}

    /** What an auditor should know of the figures. The ordinal is stored as a bit in journals: only append. */
    public enum Flag {
        /** The provider reported no usage; ours is billed. */
        ESTIMATED,
        /** The provider reported a negative or impossible count; ours is billed. */
        ABSURD_USAGE,
        /** The provider used or reported more than was allowed or covered; what is beyond is not billed. */
        BOUND_EXCEEDED,
        /** Answered from what an earlier call was answered with; nothing was sent to the provider or billed. */
        CACHED
    }
}
