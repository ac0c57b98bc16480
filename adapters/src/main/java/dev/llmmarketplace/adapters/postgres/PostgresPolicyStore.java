package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicyStore;
import dev.llmmarketplace.core.governance.StoredPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** {@link PolicyStore} on PostgreSQL. */
public final class PostgresPolicyStore implements PolicyStore {
    private static final String TOPIC = "governance";

    private final Database database;

    public PostgresPolicyStore(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredPolicy> policies() {
        return database.read(PolicyTable::latest).stream()
                .filter(stored -> !stored.removed())
                .toList();
    }

    @Override
    public List<StoredPolicy> versions(PolicyId id) {
        return database.read(handle -> PolicyTable.versions(handle, id));
    }

    @Override
    public List<StoredPolicy> store(List<Policy> policies, Instant at) {
        return database.write(handle -> {
            PolicyTable.lock(handle);
            List<StoredPolicy> present = new ArrayList<>();
            policies.forEach(policy -> present.add(store(handle, policy, at)));
            return present;
        });
    }

    private static StoredPolicy store(Handle handle, Policy policy, Instant at) {
        Optional<StoredPolicy> before = PolicyTable.find(handle, policy.id());
        if (before.filter(stored -> !stored.removed() && stored.policy().equals(policy))
                .isPresent()) {
            return before.get();
        }
        return append(handle, policy, before.map(StoredPolicy::version).orElse(0) + 1, at);
    }

    private static StoredPolicy append(Handle handle, Policy policy, int version, Instant at) {
        StoredPolicy stored = new StoredPolicy(policy, version, false, at);
        PolicyTable.insert(handle, stored);
        Map<String, Object> payload = Map.of("version", version, "enabled", policy.enabled());
        Outbox.append(handle, TOPIC, event(EventType.POLICY_STORED, policy, payload));
        return stored;
    }

    private static Outbox.Entry event(EventType type, Policy policy, Map<String, Object> payload) {
        String id = policy.id().value();
        Map<String, Object> data = new HashMap<>(payload);
        data.put("policy", id);
        Outbox.Told told =
                new Outbox.Told(type, id, Outbox.Owner.MARKETPLACE, List.of(Outbox.PROVIDERS), data, Map.of());
        return new Outbox.Entry(type.wireName(), policy.id(), payload, told);
    }

    @Override
    public void storeMissing(List<Policy> shipped, Instant at) {
        database.change(handle -> {
            PolicyTable.lock(handle);
            Set<PolicyId> known = PolicyTable.latest(handle).stream()
                    .map(stored -> stored.policy().id())
                    .collect(Collectors.toSet());
            shipped.stream()
                    .filter(policy -> !known.contains(policy.id()))
                    .forEach(policy -> append(handle, policy, 1, at));
        });
    }

    @Override
    public boolean remove(PolicyId id, Instant at) {
        return database.write(handle -> {
            PolicyTable.lock(handle);
            Optional<StoredPolicy> present = PolicyTable.find(handle, id).filter(stored -> !stored.removed());
            present.ifPresent(stored -> {
                PolicyTable.insert(handle, new StoredPolicy(stored.policy(), stored.version() + 1, true, at));
                Outbox.append(handle, TOPIC, event(EventType.POLICY_REMOVED, stored.policy(), Map.of()));
            });
            return present.isPresent();
        });
    }
}
