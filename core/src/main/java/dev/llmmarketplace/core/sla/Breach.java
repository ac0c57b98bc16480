package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promise that was broken for a while; while it lasts, it is the only one of its service and promise.
 *
 * @param version whose promise it was when it began
 * @param severity the worst so far
 * @param threshold what was promised, in the promise's unit
 * @param actual what was found last
 * @param sample the calls from which that was found
 * @param seenAt when it was found last
 * @param endedAt null while it lasts
 */
public record Breach(
        UUID id,
        ServiceId service,
        OrganisationId provider,
        VersionId version,
        Promise promise,
        Severity severity,
        double threshold,
        double actual,
        long sample,
        Instant beganAt,
        Instant seenAt,
        @Nullable Instant endedAt) {

    /** What a sweep changed of one. */
    public record Change(Kind kind, Breach breach) {}

    /** How it changed. */
    public enum Kind {
        BEGAN,
        WORSENED,
        ENDED
    }
}
