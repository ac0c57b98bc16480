package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What went on at one moment's look back. Immutable.
 *
 * @param stirs of the services that something went on about, by period
 * @param byActor what each organisation called, and each consenting user did, over ninety days: how often, by service
 */
public record Activity(Map<Period, Map<ServiceId, Stir>> stirs, Map<UUID, Map<ServiceId, Long>> byActor) {
    public static final Activity NONE = new Activity(Map.of(), Map.of());

    public Activity {
        stirs = Map.copyOf(stirs);
        byActor = Map.copyOf(byActor);
    }

    /** Who had to do with each service. */
    Map<ServiceId, Set<UUID>> byService() {
        Map<ServiceId, Set<UUID>> actors = new HashMap<>();
        byActor.forEach((actor, services) -> services.keySet()
                .forEach(service ->
                        actors.computeIfAbsent(service, _ -> new HashSet<>()).add(actor)));
        return Collections.unmodifiableMap(actors);
    }

    /** How often the organisation called services, and the user had to do with them. */
    Map<ServiceId, Long> of(UUID organisation, UUID user) {
        Map<ServiceId, Long> own = new HashMap<>(byActor.getOrDefault(organisation, Map.of()));
        byActor.getOrDefault(user, Map.of()).forEach((service, times) -> own.merge(service, times, Long::sum));
        return own;
    }
}
