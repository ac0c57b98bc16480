package dev.llmmarketplace.gateway.forward;

/**
 * Why there is no whole answer.
 *
 * @param message one sentence for the caller
 */
public record UpstreamFailure(Kind kind, String message) {
    /** What went wrong. */
    public enum Kind {
        /** Nothing was sent: no address, no permission, no connection. */
        UNREACHABLE,
        /** The connection ended, or what came was no HTTP. */
        BROKEN,
        /** The provider was silent for too long. */
        TIMED_OUT,
        /** The answer comes, and the caller does not take it. */
        CALLER_STALLED,
        /** We are closing. */
        SHUT_DOWN
    }
}
