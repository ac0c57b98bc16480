package dev.llmmarketplace.server.rest.sla;

import dev.llmmarketplace.core.sla.Breach;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A broken promise on the wire. */
record BreachBody(
        UUID id,
        String service,
        String promise,
        String severity,
        double threshold,
        double actual,
        long sampleSize,
        Instant beganAt,
        Instant seenAt,
        @Nullable Instant endedAt) {

    /** @param service its name */
    static BreachBody from(Breach breach, String service) {
        return new BreachBody(
                breach.id(),
                service,
                breach.promise().wireName(),
                breach.severity().wireName(),
                breach.threshold(),
                breach.actual(),
                breach.sample(),
                breach.beganAt(),
                breach.seenAt(),
                breach.endedAt());
    }
}
