package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a partner alone after five failures in a row: for thirty seconds nobody asks it, then one does, and what that one
 * hears decides. An answer that refuses is no failure. Thread-safe; calls do not wait for each other.
 */
public final class CircuitBreaker {
    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String partner;
    private final InstantSource clock;
    private int failures;
    private @Nullable Instant openUntil;

    /** @param partner for messages, for example {@code the registry} */
    public CircuitBreaker(String partner, InstantSource clock) {
        this.partner = partner;
        this.clock = clock;
    }

    /** @throws ProblemException {@code UPSTREAM_UNAVAILABLE}, with when to come back, while it is left alone */
    public <T> T call(Supplier<T> work) {
        admit();
        try {
            T answer = work.get();
            succeeded();
            return answer;
        } catch (ProblemException e) {
            if (e.problem().code().kind() == ErrorCode.Kind.CALLER) {
                succeeded();
            } else {
                failed();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            failed();
            throw e;
        }
    }

    /** Whoever is let through after the pause keeps the others out for another one. */
    private synchronized void admit() {
        Instant now = clock.instant();
        if (openUntil == null) {
            return;
        }
        if (openUntil.isAfter(now)) {
            throw new ProblemException(Problem.passing(
                    ErrorCode.UPSTREAM_UNAVAILABLE,
                    "After " + failures + " failures " + partner + " is left alone for a while.",
                    Duration.between(now, openUntil)));
        }
        openUntil = now.plus(PAUSE);
    }

    private synchronized void succeeded() {
        failures = 0;
        openUntil = null;
    }

    private synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            openUntil = clock.instant().plus(PAUSE);
        }
    }
}
