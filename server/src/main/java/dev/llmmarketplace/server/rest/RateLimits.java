package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.rest.Operation.RateClass;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often one caller may come, per process. GCRA: for each caller the time is kept at which his bucket will be
 * empty again. Callers beyond {@link #MAX_CALLERS} push the longest unseen out, who then start afresh; that bounds memory
 * and is no promise to anyone. Thread-safe.
 */
public final class RateLimits {
    static final int MAX_CALLERS = 50_000;

    private final Limits limits;
    private final InstantSource clock;
    private final Map<String, Long> emptyAt = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_CALLERS;
        }
    };

    public RateLimits(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** How many requests in which time; 0 for no limit. */
    public record Limits(int loginsPerMinute, int registrationsPerHour, int readsPerMinute, int writesPerMinute) {
        public static final Limits NONE = new Limits(0, 0, 0, 0);
    }

    /**
     * Counts a request.
     *
     * @param caller user or address
     * @throws ProblemException {@code RATE_LIMITED}
     */
    void admit(RateClass rate, String caller) {
        switch (rate) {
            case NONE -> {}
            case LOGIN -> admit("login " + caller, limits.loginsPerMinute(), Duration.ofMinutes(1));
            case REGISTER -> admit("register " + caller, limits.registrationsPerHour(), Duration.ofHours(1));
            case READS -> admit("read " + caller, limits.readsPerMinute(), Duration.ofMinutes(1));
            case WRITES -> admit("write " + caller, limits.writesPerMinute(), Duration.ofMinutes(1));
        }
    }

    private void admit(String bucket, int most, Duration window) {
        if (most == 0) {
            return;
        }
        long wait = take(bucket, window.toMillis() / most, window.toMillis());
        if (wait > 0) {
            throw new ProblemException(Problem.passing(
                    ErrorCode.RATE_LIMITED,
                    "At most " + most + " such requests in " + window.toMinutes() + " min are taken from one caller.",
                    Duration.ofMillis(wait)));
        }
    }

    /** @return milliseconds to wait; 0 when the request was counted */
    private synchronized long take(String bucket, long interval, long window) {
        long now = clock.millis();
        long next = Math.max(now, emptyAt.getOrDefault(bucket, now)) + interval;
        if (next - now > window) {
            return next - now - window;
        }
        emptyAt.put(bucket, next);
        return 0;
    }
}
