package dev.llmmarketplace.core.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives an engine's answer again to the very same case for some time, also while the engine is away. What is older is
 * never given: no answer is no consent. Blocking; thread-safe.
 */
public final class CachingPolicyEngine implements PolicyEngine {
    private static final int MOST = 1_000;

    private final PolicyEngine engine;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Map<PolicyCase, Kept> kept = new LinkedHashMap<>();

    public CachingPolicyEngine(PolicyEngine engine, Duration lifetime, InstantSource clock) {
        this.engine = engine;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    private record Kept(PolicyReport report, Instant until) {}

    @Override
    public PolicyReport judge(PolicyCase about) {
        return find(about).orElseGet(() -> keep(about, engine.judge(about)));
    }

    private synchronized Optional<PolicyReport> find(PolicyCase about) {
        return Optional.ofNullable(kept.get(about))
                .filter(answer -> answer.until().isAfter(clock.instant()))
                .map(Kept::report);
    }

    private synchronized PolicyReport keep(PolicyCase about, PolicyReport report) {
        if (kept.size() >= MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(about, new Kept(report, clock.instant().plus(lifetime)));
        return report;
    }
}
