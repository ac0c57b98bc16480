package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leaves an engine alone that has failed several times in a row: for some time it is not asked, and who asks hears at once
 * that it is away. Then one case tries it. Blocking; thread-safe.
 */
public final class CircuitPolicyEngine implements PolicyEngine {
    private static final int FAILURES = 5;

    private final PolicyEngine engine;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    /** @param pause how long it is left alone */
    public CircuitPolicyEngine(PolicyEngine engine, Duration pause, InstantSource clock) {
        this.engine = engine;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public PolicyReport judge(PolicyCase about) {
        requireOpen();
        try {
            PolicyReport report = engine.judge(about);
            succeeded();
            return report;
        } catch (ProblemException e) {
            if (e.problem().code() == ErrorCode.UNAVAILABLE) {
                failed();
            }
            throw e;
        }
    }

    /** The one that tries first after the pause shuts it again for the others until it knows. */
    private synchronized void requireOpen() {
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            throw new ProblemException(Problem.passing(
                    ErrorCode.UNAVAILABLE,
                    "The policy engine has failed " + failures + " times in a row and is not asked for a while.",
                    Duration.between(now, closedUntil)));
        }
        if (failures >= FAILURES) {
            closedUntil = now.plus(pause);
        }
    }

    private synchronized void succeeded() {
        failures = 0;
        closedUntil = Instant.MIN;
    }

    private synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            closedUntil = clock.instant().plus(pause);
        }
    }
}
