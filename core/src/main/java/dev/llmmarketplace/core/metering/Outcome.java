package dev.llmmarketplace.core.metering;

import dev.llmmarketplace.core.kernel.WireName;

/**
 * How a call that was forwarded to a provider ended. The code is stored in journals: never renumber.
 */
public enum Outcome implements WireName {
    /** The whole answer was relayed. */
    COMPLETED(1, "completed"),
    /** The provider answered with an error, which was relayed; nothing is billed. */
    UPSTREAM_ERROR(2, "upstream_error"),
    /** The provider could not be reached, or its answer broke off before its end. */
    UPSTREAM_FAILED(3, "upstream_failed"),
    /** The provider did not answer in time. */
    UPSTREAM_TIMEOUT(4, "upstream_timeout"),
    /** The caller hung up; what was delivered is billed. */
    CLIENT_CLOSED(5, "client_closed"),
    /** We ended it because the budget had no more, or because its key or subscription was withdrawn. */
    CUT_OFF(6, "cut_off"),
    /** Our process died in the middle; nothing is billed. */
    INTERRUPTED(7, "interrupted");

    private final int code;
    private final String wireName;

    Outcome(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    public int code() {
        return code;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public static Outcome ofCode(int code) {
        for (Outcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no outcome has code " + code);
    }
}
