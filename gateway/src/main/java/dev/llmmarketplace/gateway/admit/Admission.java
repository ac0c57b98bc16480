package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.gateway.wire.WireError;
import org.jspecify.annotations.Nullable;

/** Whether a call may go on. */
public sealed interface Admission {

    /** It may; the ticket must be closed, settled or not. */
    record Admitted(Ticket ticket) implements Admission {}

    /**
     * It may not.
     *
     * @param retryAfterNanos when it may; 0 when waiting does not help
     * @param grant whose limits to show; null when it came not that far
     */
    record Refused(
            WireError error, long retryAfterNanos, @Nullable Grant grant) implements Admission {
        static Refused of(WireError error) {
            return new Refused(error, 0, null);
        }
    }
}
