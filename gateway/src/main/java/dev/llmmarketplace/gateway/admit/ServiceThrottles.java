package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.gateway.admit.Throttle.Scope;
import dev.llmmarketplace.gateway.route.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What providers let all callers of a version take together. A version's limits never change, so its counters are kept
 * for as long as the process lives; there are as many as versions with such limits have been called. Thread-safe.
 */
final class ServiceThrottles {
    private final Map<VersionId, Throttle> byVersion = new ConcurrentHashMap<>();

    /** Null when the version has no limits that callers share. */
    @Nullable
    Throttle of(Target target) {
        if (!target.service().limits().shared()) {
            return null;
        }
        Throttle known = byVersion.get(target.service().version());
        return known != null
                ? known
                : byVersion.computeIfAbsent(target.service().version(), _ -> made(target));
    }

    private static Throttle made(Target target) {
        return Throttle.of(Scope.SERVICE, Rates.of(target.service().limits()));
    }
}
