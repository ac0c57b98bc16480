package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells a service that is silent from a network of ours that is away: services on other hosts are asked, right after the
 * silence, whether they can be heard. Those within our own networks testify for one another only, as those outside do, and
 * more than half of those who are asked must agree. Blocking; thread-safe.
 */
final class Witnesses {
    private static final int ASKED = 3;

    private final Supplier<List<Endpoint>> listed;
    private final Reachability reachability;

    /** @param listed some that are listed, others each time */
    Witnesses(Supplier<List<Endpoint>> listed, Reachability reachability) {
        this.listed = listed;
        this.reachability = reachability;
    }

    /** What others say. */
    enum Testimony {
        /** Most other hosts answer, so the silence is the service's own. */
        NETWORK_IS_THERE,
        /** Most others do not answer either. */
        NETWORK_IS_AWAY,
        /** There is nobody else. */
        NONE
    }

    /** @param silent the endpoints of one service */
    Testimony about(List<Endpoint> silent) {
        List<Endpoint> asked = others(silent);
        if (asked.isEmpty()) {
            return Testimony.NONE;
        }
        long heard = asked.stream().filter(reachability::answers).count();
        return 2 * heard > asked.size() ? Testimony.NETWORK_IS_THERE : Testimony.NETWORK_IS_AWAY;
    }

    private List<Endpoint> others(List<Endpoint> silent) {
        boolean within = silent.stream().allMatch(reachability::within);
        Set<String> hosts = silent.stream().map(Witnesses::host).collect(Collectors.toSet());
        List<Endpoint> others = new ArrayList<>();
        for (Endpoint endpoint : listed.get()) {
            if (others.size() < ASKED && !hosts.contains(host(endpoint)) && reachability.within(endpoint) == within) {
                hosts.add(host(endpoint));
                others.add(endpoint);
            }
        }
        return others;
    }

    /** Ports are told apart: behind one address there may be several machines. */
    private static String host(Endpoint endpoint) {
        return endpoint.url().getAuthority();
    }
}
