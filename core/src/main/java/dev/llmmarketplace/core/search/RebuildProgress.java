package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.WireName;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the making of a new index is, in this process.
 *
 * @param done services that the new index holds; when it serves, all that it began with
 * @param total services that were listed when this process took the work up
 * @param resumedFrom how many of {@code done} were there already when this process took the work up, because one before it
 *     was cut off
 * @param startedAt when this process took the work up; null when it has not made one
 * @param finishedAt when the new index began to serve; null before that
 */
public record RebuildProgress(
        State state,
        long done,
        long total,
        long resumedFrom,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    static final RebuildProgress NONE = new RebuildProgress(State.IDLE, 0, 0, 0, null, null);

    /** What is under way. */
    public enum State implements WireName {
        /** Nothing; what there is serves. */
        IDLE,
        /** It was asked for and begins in a moment. */
        ASKED,
        /** Services are put in. */
        FILLING,
        /** All are in; it is made fit to be searched. */
        PACKING,
        /** What happened meanwhile is brought in. */
        CATCHING_UP;

        @Override
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether a new index is being made, or will be. */
    public boolean underWay() {
        return state != State.IDLE;
    }

    /** When all services will be in at the pace so far; empty while that tells nothing. */
    public Optional<Instant> expectedAt(Instant now) {
        long here = done - resumedFrom;
        if (state != State.FILLING || startedAt == null || here <= 0 || total < done) {
            return Optional.empty();
        }
        double nanosEach = (double) Duration.between(startedAt, now).toNanos() / here;
        return Optional.of(now.plusNanos((long) (nanosEach * (total - done))));
    }

    RebuildProgress asked() {
        return underWay() ? this : new RebuildProgress(State.ASKED, 0, 0, 0, null, null);
    }

    RebuildProgress at(State next, long services) {
        return new RebuildProgress(next, services, total, resumedFrom, startedAt, finishedAt);
    }

    RebuildProgress finished(long services, Instant now) {
        return new RebuildProgress(State.IDLE, services, total, resumedFrom, startedAt, now);
    }
}
