package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.kernel.WireName;

/** What of a service is watched. */
public enum Promise implements WireName {
    /** The 95th percentile of plain answers over five minutes, in milliseconds, against the stated maximum. */
    LATENCY("latency"),
    /** Per cent of calls over five minutes that fail, against {@link SlaRules#MOST_ERROR_PERCENT}. */
    ERROR_RATE("error_rate"),
    /** Per cent of calls over 30 days that are answered, against the stated availability. */
    AVAILABILITY("availability");

    private final String wireName;

    Promise(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
