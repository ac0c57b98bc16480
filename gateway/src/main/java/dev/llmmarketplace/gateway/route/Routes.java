package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.util.ArrayList;
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

    private record Snapshot(
            Shards<String, Target> byName, Shards<ServiceId, Target> current, Shards<String, List<Target>> byModel) {
        static final Snapshot EMPTY = new Snapshot(Shards.empty(), Shards.empty(), Shards.empty());
    }

    /** Touched by the feed's thread alone. */
    private final Map<VersionId, Target> targets = new HashMap<>();

    private final Ejected ejected;
    private volatile Snapshot snapshot = Snapshot.EMPTY;

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

    /** The present versions of all services that serve that model and can be called. */
    public List<Target> serving(String model) {
        List<Target> serving = snapshot.byModel.get(model);
        return serving == null ? List.of() : serving;
    }

    @Override
    public void replaced(Collection<CallableService> all) {
        Map<VersionId, Target> old = new HashMap<>(targets);
        targets.clear();
        Changes changes = new Changes(Snapshot.EMPTY);
        for (CallableService service : all) {
            Target target = new Target(service, old.get(service.version()), ejected);
            targets.put(service.version(), target);
            changes.add(target);
        }
        snapshot = changes.done();
    }

    /** What is gone goes first: which version of a service is the current one can have changed hands. */
    @Override
    public void changed(List<CallableService> present, List<VersionId> gone) {
        Changes changes = new Changes(snapshot);
        List<Target> fresh = new ArrayList<>();
        for (CallableService service : present) {
            Target before = targets.get(service.version());
            changes.remove(before);
            fresh.add(new Target(service, before, ejected));
        }
        gone.forEach(version -> changes.remove(targets.remove(version)));
        for (Target target : fresh) {
            targets.put(target.service().version(), target);
            changes.add(target);
        }
        snapshot = changes.done();
    }

    /** The next snapshot, as it is made. */
    private static final class Changes {
        private final Shards.Edit<String, Target> byName;
        private final Shards.Edit<ServiceId, Target> current;
        private final Shards.Edit<String, List<Target>> byModel;
        private final Map<String, List<Target>> touched = new HashMap<>();

        Changes(Snapshot before) {
            this.byName = before.byName.edit();
            this.current = before.current.edit();
            this.byModel = before.byModel.edit();
        }

        void add(Target target) {
            CallableService service = target.service();
            byName.put(target.label(), target);
            if (service.current()) {
                byName.put(service.name().toString(), target);
                current.put(service.service(), target);
                String model = service.model();
                if (model != null && target.way() != null) {
                    serving(model).add(target);
                }
            }
        }

        void remove(@Nullable Target target) {
            if (target == null) {
                return;
            }
            CallableService service = target.service();
            byName.remove(target.label());
            if (service.current()) {
                byName.remove(service.name().toString());
                current.remove(service.service());
                String model = service.model();
                if (model != null && target.way() != null) {
                    serving(model).remove(target);
                }
            }
        }

        /** Copied once a change, however many services serve the model. */
        private List<Target> serving(String model) {
            return touched.computeIfAbsent(model, _ -> {
                List<Target> before = byModel.get(model);
                return before == null ? new ArrayList<>() : new ArrayList<>(before);
            });
        }

        Snapshot done() {
            touched.forEach((model, serving) -> {
                if (serving.isEmpty()) {
                    byModel.remove(model);
                } else {
                    byModel.put(model, serving);
                }
            });
            return new Snapshot(byName.done(), current.done(), byModel.done());
        }
    }
}
