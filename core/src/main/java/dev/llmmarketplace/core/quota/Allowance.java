package dev.llmmarketplace.core.quota;

/**
 * The authority that hands out units of accounts in blocks, so that gateways admit calls from memory and the sum of what
 * all of them spend never exceeds the limit. A block is out until it is spent (the {@code UsageSink} books spending
 * against it) or given back. Blocking; thread-safe.
 */
public interface Allowance {
    /**
     * Takes up to {@code wanted} units out of the account for {@code holder}; one atomic step. May grant less, or
     * nothing, when little is left.
     *
     * @param holder the gateway process, by the identity of its journal
     * @param wanted more than 0
     */
    Grant lease(String holder, Account account, long wanted);

    /**
     * Puts unspent units back. When it throws, they are still the holder's. When nobody knows whether they were put back,
     * it returns: at worst they stay out until {@link #reclaim}, but they are never in two places.
     */
    void giveBack(String holder, Account account, long units);

    /**
     * Puts back all that {@code holder} has out. Only right when the holder is known to hold nothing: at its start,
     * after its journal has been shipped to the end.
     */
    void reclaim(String holder);

    /**
     * @param units granted, 0..wanted
     * @param limit of the account's period; {@link #UNLIMITED} when the account has no limit (and {@code units} is what
     *     was wanted)
     * @param available what is left after the grant
     */
    record Grant(long units, long limit, long available) {
        public static final long UNLIMITED = Long.MAX_VALUE;
    }
}
