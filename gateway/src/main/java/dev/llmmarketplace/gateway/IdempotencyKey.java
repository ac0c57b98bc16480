package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.gateway.wire.NextStep;
import dev.llmmarketplace.gateway.wire.WireError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a caller may name a request by, and what he is told when it cannot be made or repeated. */
final class IdempotencyKey {
    private static final int LONGEST = 255;
    private static final String HEADER = "idempotency-key";

    private IdempotencyKey() {}

    static boolean acceptable(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < '!' || key.charAt(i) > '~') {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= LONGEST;
    }

    /** @param service that is called when the body does not say it; null when it does */
    static String hash(@Nullable String service, byte[] body, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (service != null) {
                digest.update(service.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            digest.update(body, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static WireError unacceptable() {
        return error(
                ErrorCode.MALFORMED_REQUEST,
                "The idempotency key must have 1 to " + LONGEST + " visible characters.",
                null);
    }

    static WireError unavailable() {
        return error(
                ErrorCode.UNAVAILABLE,
                "Whether this request was made already cannot be determined at present. Try again shortly.",
                null);
    }

    static WireError inFlight() {
        return error(
                ErrorCode.CONFLICT,
                "A request with this idempotency key is being made. Repeat it later to get its answer.",
                NextStep.of("repeat_later", "the same request"));
    }

    static WireError otherBody() {
        return error(
                ErrorCode.VALIDATION_FAILED,
                "This idempotency key was used for another body. Keys name one request for "
                        + ReplayStore.RETENTION.toHours() + " hours.",
                NextStep.of("use_another_idempotency_key", "the same request"));
    }

    static WireError gone(CallId call) {
        return error(
                ErrorCode.CONFLICT,
                "The request was made and billed as call " + call
                        + ", and its answer was too long to keep, or broke off.",
                NextStep.of("look_at_the_call", "GET /api/v1/usage/" + call));
    }

    private static WireError error(ErrorCode code, String message, @Nullable NextStep step) {
        return new WireError(code, message, HEADER, step);
    }
}
