package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All listed versions by the names they are called by. Readers take one volatile read; each change is a new snapshot,
 * made on the feed's thread.
 */
public final class Routes implements Feed.Listener<VersionId, CallableService> {
    private static final int UUID_LENGTH = 36;

    private record Snapshot(Map<String, Target> byName, Map<ServiceId, Target> current) {}

    /** Touched by the feed's thread alone. */
    private final Map<VersionId, Target> targets = new HashMap<>();

    private final Ejected ejected;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of());

    public Routes(Ejected ejected) {
        this.ejected = ejected;
    }

    /** @param model {@code provider/service}, or with {@code @version} behind it */
    public @Nullable Target find(String model) {
        return snapshot.byName.get(model);
    }

    /** @param id that of a service, or its name; either may have {@code @version} behind it */
    public @Nullable Target identified(String id) {
        int version = id.indexOf('@');
        String service = version < 0 ? id : id.substring(0, version);
        if (service.length() != UUID_LENGTH || service.indexOf('/') >= 0) {
            return find(id);
        }
        try {
            Target current = current(ServiceId.parse(service));
            return current == null || version < 0
                    ? current
                    : find(current.service().name() + id.substring(version));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The version of a service that answers when none is named. */
    public @Nullable Target current(ServiceId service) {
        return snapshot.current.get(service);
    }

    @Override
    public void replaced(Collection<CallableService> all) {
        Map<VersionId, Target> old = new HashMap<>(targets);
        targets.clear();
        all.forEach(service -> targets.put(service.version(), target(service, old.get(service.version()))));
        publish();
    }

    @Override
    public void changed(List<CallableService> present, List<VersionId> gone) {
        present.forEach(service -> targets.put(service.version(), target(service, targets.get(service.version()))));
        gone.forEach(targets::remove);
        publish();
    }

    private Target target(CallableService service, @Nullable Target before) {
        return new Target(service, before, ejected);
    }

    private void publish() {
        Map<String, Target> byName = HashMap.newHashMap(targets.size() * 2);
        Map<ServiceId, Target> current = HashMap.newHashMap(targets.size());
        for (Target target : targets.values()) {
            byName.put(target.label(), target);
            if (target.service().current()) {
                byName.put(target.service().name().toString(), target);
                current.put(target.service().service(), target);
            }
        }
        snapshot = new Snapshot(byName, current);
    }
}
