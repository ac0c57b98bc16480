package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.forward.AnswerHead;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.wire.Route;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When a request is sent once more. Only before the first byte of an answer has gone to the caller, and only where it is
 * safe: the provider was not reached, the connection ended without an answer, or the answer says that nothing was done.
 *
 * <table>
 * <caption>What happened, and where the request may go next</caption>
 * <tr><td>no connection; connection ended without an answer</td><td>anywhere</td></tr>
 * <tr><td>500, 502, 503, 504, 529</td><td>anywhere; to the same endpoint not before its {@code retry-after}</td></tr>
 * <tr><td>429</td><td>elsewhere; to the same endpoint only if its {@code retry-after} is short</td></tr>
 * <tr><td>silence, other answers</td><td>nowhere</td></tr>
 * </table>
 *
 * <p>What a service of another shape does is not known: a request to it is sent again only when it was not reached, or
 * said by 429, 503 or 529 that it did nothing.
 */
final class Retries {
    /** Tries in all. */
    static final int MOST = 3;

    /** Services that serve one model and are tried for one call. */
    static final int MOST_SERVICES = 3;

    /** The request is not sent to the same endpoint again. */
    static final long ELSEWHERE = -1;

    private static final long FIRST_BACK_OFF = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SHORT_WAIT = TimeUnit.SECONDS.toNanos(2);
    private static final int TOO_MANY = 429;

    private Retries() {}

    static boolean worthAnother(Route route, int status) {
        return status == TOO_MANY || (route.opaque() ? status == 503 || status == 529 : fails(status));
    }

    /** True when the status says that the endpoint is at fault, not the request. */
    static boolean fails(int status) {
        return status == 500 || status >= 502 && status <= 504 || status == 529;
    }

    static boolean worthAnother(Route route, UpstreamFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> true;
            case BROKEN -> !route.opaque();
            case TIMED_OUT, CALLER_STALLED, SHUT_DOWN -> false;
        };
    }

    /** How long the same endpoint wants to be left alone, or {@link #ELSEWHERE}. */
    static long wait(AnswerHead head) {
        String header = head.passed("retry-after");
        if (header == null) {
            return head.status() == TOO_MANY ? ELSEWHERE : 0;
        }
        long wait = Math.max(0, seconds(header));
        return wait <= SHORT_WAIT ? wait : ELSEWHERE;
    }

    /** A date counts as long. */
    private static long seconds(String header) {
        try {
            return TimeUnit.SECONDS.toNanos(Long.parseLong(header.strip()));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Exponential with full jitter (Brooker, "Exponential Backoff And Jitter"), so that calls that failed together do not
     * come back together.
     *
     * @param tries so far, 1 or more
     */
    static long backOff(int tries) {
        return ThreadLocalRandom.current().nextLong(FIRST_BACK_OFF << tries - 1);
    }
}
