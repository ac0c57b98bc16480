package dev.llmmarketplace.core.metering;

import java.util.List;

/**
 * Where journals are shipped. Blocking; thread-safe.
 *
 * <p>May be lost: nothing. A batch is one transaction: the records, their ledger entries, the booking against the
 * holder's leased allowances, and the position. A record that comes again is not counted again.
 */
public interface UsageSink {
    /**
     * Books a batch.
     *
     * @param journal identity of the journal, also the holder of its allowances
     * @param lane part of the journal with an order of its own
     * @param position what {@link #position} answers after success; positions of a lane only grow
     */
    void ship(String journal, int lane, long position, List<UsageRecord> records);

    /** The position of the last batch of a lane; 0 when there was none. */
    long position(String journal, int lane);
}
