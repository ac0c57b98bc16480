package dev.llmmarketplace.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time cut into whole days, hours and minutes, the largest in the middle, and the rests of minutes at its
 * ends. Each instant is in one span.
 */
final class SummarySpans {
    private static final Instant BEGINNING = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<Grain> GRAINS = List.of(
            new Grain("day", Duration.ofDays(1)),
            new Grain("hour", Duration.ofHours(1)),
            new Grain("minute", Duration.ofMinutes(1)));

    /** Of single records. */
    static final String RAW = "raw";

    private final List<Span> spans = new ArrayList<>();

    private record Grain(String name, Duration length) {
        Instant floor(Instant instant) {
            long seconds = length.toSeconds();
            return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
        }

        Instant ceiling(Instant instant) {
            Instant floor = floor(instant);
            return floor.equals(instant) ? floor : floor.plus(length);
        }
    }

    /**
     * @param grain {@code day}, {@code hour}, {@code minute} or {@link #RAW}
     * @param from inclusive
     * @param to exclusive, after {@code from}
     */
    record Span(String grain, Instant from, Instant to) {}

    private SummarySpans() {}

    static List<Span> of(@Nullable Instant from, @Nullable Instant to) {
        SummarySpans spans = new SummarySpans();
        spans.cut(from == null ? BEGINNING : from, to == null ? END : to, 0);
        return spans.spans;
    }

    private void cut(Instant from, Instant to, int grain) {
        if (!from.isBefore(to)) {
            return;
        }
        if (grain == GRAINS.size()) {
            spans.add(new Span(RAW, from, to));
            return;
        }
        Instant first = GRAINS.get(grain).ceiling(from);
        Instant last = GRAINS.get(grain).floor(to);
        if (!first.isBefore(last)) {
            cut(from, to, grain + 1);
            return;
        }
        cut(from, first, grain + 1);
        spans.add(new Span(GRAINS.get(grain).name(), first, last));
        cut(last, to, grain + 1);
    }
}
