package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.gateway.admit.Throttle.Denial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The throttles that one call passes: of its key, the service and its subscription. Entered all or none, and left once.
 * Belongs to one event loop.
 *
 * @param key null when its calls are not limited
 * @param service null when its calls are not limited
 * @param likelyTokens what the call will use, by what is known before it
 */
record Passage(@Nullable Throttle key, @Nullable Throttle service, Throttle subscription, long likelyTokens) {

    /** Null when the call is in; then {@link #leave} or {@link #cancel} must follow. */
    @Nullable
    Denial enter(long now) {
        Denial denial = subscription.enter(likelyTokens, now);
        if (denial != null) {
            return denial;
        }
        denial = key == null ? null : key.enter(likelyTokens, now);
        if (denial != null) {
            subscription.cancel(likelyTokens);
            return denial;
        }
        denial = service == null ? null : service.enter(likelyTokens, now);
        if (denial != null) {
            cancel(key);
            subscription.cancel(likelyTokens);
        }
        return denial;
    }

    void leave(long usedTokens) {
        subscription.leave(likelyTokens, usedTokens);
        if (key != null) {
            key.leave(likelyTokens, usedTokens);
        }
        if (service != null) {
            service.leave(likelyTokens, usedTokens);
        }
    }

    /** As if the call had not been made. */
    void cancel() {
        subscription.cancel(likelyTokens);
        cancel(key);
        cancel(service);
    }

    void describe(List<LimitState> states) {
        subscription.describe("subscription", states);
        if (key != null) {
            key.describe("key", states);
        }
        if (service != null) {
            service.describe("service", states);
        }
    }

    private void cancel(@Nullable Throttle throttle) {
        if (throttle != null) {
            throttle.cancel(likelyTokens);
        }
    }
}
