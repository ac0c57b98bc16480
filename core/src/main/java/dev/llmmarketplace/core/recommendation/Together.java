package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which services are called by those who call others: the cosine of their callers. Organisations are never told apart, and
 * fewer than {@value #LEAST_COMMON} in common tell nothing. Immutable.
 */
final class Together {
    static final int LEAST_COMMON = 3;
    static final double LEAST_SIMILARITY = 0.6;
    /** Of a service that everybody calls a sample is enough. */
    private static final int MOST_ACTORS = 2_000;

    private final Activity activity;
    private final Map<ServiceId, Set<UUID>> actors;

    Together(Activity activity) {
        this.activity = activity;
        this.actors = activity.byService();
    }

    Activity activity() {
        return activity;
    }

    /** @param similarity {@value #LEAST_SIMILARITY}..1 */
    record Companion(ServiceId because, double similarity, long common) {}

    /** What goes with any of {@code own}, with the nearest of them; without {@code own} itself. */
    Map<ServiceId, Companion> of(Collection<ServiceId> own) {
        Map<ServiceId, Companion> companions = new HashMap<>();
        for (ServiceId service : own) {
            common(service).forEach((other, common) -> {
                double similarity = similarity(service, other, common);
                if (common >= LEAST_COMMON && similarity >= LEAST_SIMILARITY && !own.contains(other)) {
                    companions.merge(
                            other,
                            new Companion(service, similarity, common),
                            (one, two) -> one.similarity() >= two.similarity() ? one : two);
                }
            });
        }
        return companions;
    }

    private Map<ServiceId, Long> common(ServiceId service) {
        Map<ServiceId, Long> common = new HashMap<>();
        actors.getOrDefault(service, Set.of()).stream()
                .limit(MOST_ACTORS)
                .forEach(actor -> activity.byActor()
                        .getOrDefault(actor, Map.of())
                        .keySet()
                        .forEach(other -> common.merge(other, 1L, Long::sum)));
        return common;
    }

    private double similarity(ServiceId one, ServiceId other, long common) {
        double sizes = Math.min(MOST_ACTORS, actors.getOrDefault(one, Set.of()).size())
                * (double) actors.getOrDefault(other, Set.of()).size();
        return sizes == 0 ? 0 : common / Math.sqrt(sizes);
    }
}
