package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.kernel.WireName;
import java.time.Duration;

/** Over how long trends are told. */
public enum Period implements WireName {
    DAY("day", Duration.ofDays(1)),
    WEEK("week", Duration.ofDays(7)),
    MONTH("month", Duration.ofDays(30));

    private final String wireName;
    private final Duration length;

    Period(String wireName, Duration length) {
        this.wireName = wireName;
        this.length = length;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Duration length() {
        return length;
    }
}
