package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call is settled with.
 *
 * @param reported the provider's figures as far as they can be believed; null when there are none
 * @param billed {@code nanos} is its cost under the price version of the call
 */
public record Bill(@Nullable Usage reported, Usage billed, long nanos, Set<Flag> flags) {
    /** What the call used: the provider's figures also where they go beyond what was covered, and so was billed. */
    public Usage used() {
        return reported != null && flags.contains(Flag.BOUND_EXCEEDED) ? reported : billed;
    }

    /** For a call that produced nothing. */
    public static final Bill NOTHING = new Bill(null, Usage.NONE, 0, Set.of());

    /** For a call whose answer was kept from an earlier one. */
    public static final Bill FROM_CACHE = new Bill(null, Usage.NONE, 0, Set.of(Flag.CACHED));
}
