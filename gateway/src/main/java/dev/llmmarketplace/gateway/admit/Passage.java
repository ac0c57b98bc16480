package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.gateway.admit.Throttle.Denial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The throttles that one call passes: of its key, the key's project, the service and its subscription. Entered all or none, and left once.
 * Belongs to one event loop.
 *
 * @param key null when its calls are not limited
 * @param project null when its calls are not limited
 * @param service null when its calls are not limited
 * @param likelyTokens what the call will use, by what is known before it
 */
record Passage(
        @Nullable Throttle key,
        @Nullable Throttle project,
        @Nullable Throttle service,
        Throttle subscription,
        long likelyTokens) {

    /** Null when the call is in; then {@link #leave} or {@link #cancel} must follow. */
    @Nullable
    Denial enter(long now) {
        Denial denial = subscription.enter(likelyTokens, now);
        if (denial != null) {
            return denial;
        }
        denial = enter(key, now);
        if (denial != null) {
            subscription.cancel(likelyTokens);
            return denial;
        }
        denial = enter(project, now);
        if (denial != null) {
            cancel(key);
            subscription.cancel(likelyTokens);
            return denial;
        }
        denial = enter(service, now);
        if (denial != null) {
            cancel(project);
            cancel(key);
            subscription.cancel(likelyTokens);
        }
        return denial;
    }

    private @Nullable Denial enter(@Nullable Throttle throttle, long now) {
        return throttle == null ? null : throttle.enter(likelyTokens, now);
    }

    void leave(long usedTokens) {
        subscription.leave(likelyTokens, usedTokens);
        leave(key, usedTokens);
        leave(project, usedTokens);
        leave(service, usedTokens);
    }

    private void leave(@Nullable Throttle throttle, long usedTokens) {
        if (throttle != null) {
            throttle.leave(likelyTokens, usedTokens);
        }
    }

    /** As if the call had not been made. */
    void cancel() {
        subscription.cancel(likelyTokens);
        cancel(key);
        cancel(project);
        cancel(service);
    }

    void describe(List<LimitState> states) {
        subscription.describe("subscription", states);
        describe("key", key, states);
        describe("project", project, states);
        describe("service", service, states);
    }

    private static void describe(String named, @Nullable Throttle throttle, List<LimitState> states) {
        if (throttle != null) {
            throttle.describe(named, states);
        }
    }

    private void cancel(@Nullable Throttle throttle) {
        if (throttle != null) {
            throttle.cancel(likelyTokens);
        }
    }
}
