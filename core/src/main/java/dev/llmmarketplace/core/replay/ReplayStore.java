package dev.llmmarketplace.core.replay;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps who makes a call under an idempotency key, and what came of it. Shared by all gateways. Blocking; thread-safe.
 *
 * <p>May be lost: nothing within {@link #RETENTION}. A claim outlives the death of its process: it is given up only when
 * that process has come back, shipped its journal, and the ledger shows that the call cost nothing.
 */
public interface ReplayStore {
    /** How long a result is kept, from the claim; after that the same key means another call. */
    Duration RETENTION = Duration.ofHours(24);

    /** Longer answers are not kept; their repetition is refused, not made. Bytes. */
    int LONGEST_ANSWER = 1 << 20;

    /**
     * What a caller says is one request.
     *
     * @param apiKey whose namespace of idempotency keys it is
     * @param route for example {@code chat.completions}
     * @param idempotencyKey 1 to 255 visible ASCII characters
     * @param bodyHash SHA-256 of the body, hexadecimal
     */
    record Asked(KeyId apiKey, String route, String idempotencyKey, String bodyHash) {}

    /** @param body not changed any more */
    record Answer(int status, String contentType, String cost, byte[] body) {}

    /** What became of an attempt to make the call. */
    sealed interface Claim {
        /** It is the claimer's to make; {@link #store} or {@link #release} must follow. */
        record Granted() implements Claim {}

        /** Another is making it. */
        record InFlight() implements Claim {}

        /** The key was used for another body. */
        record OtherBody() implements Claim {}

        /** It was made. */
        record Made(CallId call, Answer answer) implements Claim {}

        /** It was made and billed, and its answer was too long to keep or was lost with the process. */
        record MadeAndGone(CallId call) implements Claim {}
    }

    /** @param holder the gateway process, by the identity of its journal */
    Claim claim(String holder, CallId call, Asked asked, Instant now);

    /** Keeps the answer of a call that was claimed. */
    void store(CallId call, Asked asked, Answer answer);

    /** Keeps that the call was made, without its answer. */
    void storeGone(CallId call, Asked asked);

    /** Gives the claim up: nothing was billed, and a repetition is a new call. */
    void release(CallId call, Asked asked);

    /**
     * Ends the claims that {@code holder} left. Only right at its start, after its journal has been shipped to the end:
     * what was billed becomes {@link Claim.MadeAndGone}, the rest is given up.
     */
    void reclaim(String holder);

    /** Removes what is older than {@link #RETENTION}; returns how many. */
    int purge(Instant now);
}
