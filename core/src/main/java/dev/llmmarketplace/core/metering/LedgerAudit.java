package dev.llmmarketplace.core.metering;

import java.util.List;

/**
 * Checks the books against each other, all at one moment: that each transfer is between two accounts of one currency,
 * that each call that costs
 * something is settled once and for its cost, that each cost follows from usage and price version, and that balances,
 * leases and sums are those of the records. Blocking, and as long as there are records; thread-safe.
 */
public interface LedgerAudit {
    /** No report names more differences; the count goes on. */
    int MOST_SHOWN = 100;

    Report run();

    /**
     * @param records that were looked at
     * @param entries of the ledger
     * @param differences how many there are
     * @param shown the first of them
     */
    record Report(long records, long entries, long differences, List<Difference> shown) {
        public Report {
            shown = List.copyOf(shown);
        }

        public boolean inOrder() {
            return differences == 0;
        }
    }

    /**
     * Two figures that should be one.
     *
     * @param rule which they break, for example {@code cost_follows_from_usage}
     * @param subject a call, a transaction, or an account
     */
    record Difference(String rule, String subject, String expected, String found) {}
}
