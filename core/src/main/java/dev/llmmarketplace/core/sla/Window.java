package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.kernel.WireName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times over which services are judged. */
public enum Window implements WireName {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), ChronoUnit.MINUTES),
    HOUR("1h", Duration.ofHours(1), ChronoUnit.MINUTES),
    DAY("24h", Duration.ofDays(1), ChronoUnit.MINUTES),
    MONTH("30d", Duration.ofDays(30), ChronoUnit.HOURS);

    private final String wireName;
    private final Duration length;
    private final ChronoUnit grain;

    Window(String wireName, Duration length, ChronoUnit grain) {
        this.wireName = wireName;
        this.length = length;
        this.grain = grain;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * @param from inclusive, a whole minute
     * @param to exclusive, a whole minute
     */
    public record Period(Instant from, Instant to) {}

    /** The window up to and with the present minute; its beginning is that of a minute, or of an hour where it is long. */
    public Period endingAt(Instant now) {
        return new Period(
                now.truncatedTo(grain).minus(length),
                now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
    }
}
