package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a service that is silent from a network of ours that is away: services on other hosts are asked, right after the
 * silence, whether they can be heard. Blocking; thread-safe.
 */
final class Witnesses {
    private static final int SAMPLE = 30;
    private static final int ASKED = 3;

    private final ProbeStore store;
    private final Reachability reachability;

    Witnesses(ProbeStore store, Reachability reachability) {
        this.store = store;
        this.reachability = reachability;
    }

    /** What others say. */
    enum Testimony {
        /** Another host answers, so the silence is the service's own. */
        NETWORK_IS_THERE,
        /** Nobody else answers either. */
        NETWORK_IS_AWAY,
        /** There is nobody else. */
        NONE
    }

    Testimony about(ServiceVersion silent) {
        Set<String> own =
                silent.manifest().endpoints().stream().map(Witnesses::host).collect(Collectors.toSet());
        Map<String, Endpoint> others = new LinkedHashMap<>();
        for (ServiceVersion other : store.sample(SAMPLE)) {
            for (Endpoint endpoint : other.manifest().endpoints()) {
                if (!own.contains(host(endpoint)) && others.size() < ASKED) {
                    others.putIfAbsent(host(endpoint), endpoint);
                }
            }
        }
        if (others.isEmpty()) {
            return Testimony.NONE;
        }
        List<Endpoint> asked = List.copyOf(others.values());
        return asked.stream().anyMatch(reachability::answers) ? Testimony.NETWORK_IS_THERE : Testimony.NETWORK_IS_AWAY;
    }

    /** Ports are told apart: behind one address there may be several machines. */
    private static String host(Endpoint endpoint) {
        return endpoint.url().getAuthority();
    }
}
