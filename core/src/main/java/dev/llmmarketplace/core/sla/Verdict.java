package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.metering.Outcome;

/** What a call's end says of the service: a caller's mistake or impatience is not the service's error. */
public enum Verdict implements WireName {
    /** The service answered. */
    SERVED("served"),
    /** It did not, and the caller could do nothing about it. */
    FAILED("failed"),
    /** It tells nothing of the service: the request was wrong, the caller hung up, or our process died. */
    NOT_COUNTED("not-counted");

    private final String wireName;

    Verdict(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** @param upstreamStatus of the provider's answer; 0 when it gave none */
    public static Verdict of(Outcome outcome, int upstreamStatus) {
        return switch (outcome) {
            case COMPLETED, CUT_OFF -> SERVED;
            case UPSTREAM_ERROR -> callersFault(upstreamStatus) ? NOT_COUNTED : FAILED;
            case UPSTREAM_FAILED, UPSTREAM_TIMEOUT -> FAILED;
            case CLIENT_CLOSED, INTERRUPTED -> NOT_COUNTED;
        };
    }

    /**
     * Of 4xx: credentials (401, 402, 403, 407) are between the marketplace and the provider, and a provider that has no
     * time (408, 425) or no capacity (429) is not available.
     */
    private static boolean callersFault(int status) {
        return switch (status) {
            case 401, 402, 403, 407, 408, 425, 429 -> false;
            default -> status >= 400 && status < 500;
        };
    }
}
