package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.quota.Subscription;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions in force, by consumer and service. A consumer's grants are one immutable map that is replaced with
 * each change. Changes come on the feed's thread; readers take no lock.
 */
public final class Grants implements Feed.Listener<SubscriptionId, Subscription> {
    /** Touched by the feed's thread alone. */
    private final Map<SubscriptionId, Grant> known = new HashMap<>();

    private volatile Map<OrganisationId, Map<ServiceId, Grant>> byConsumer = new ConcurrentHashMap<>();

    public @Nullable Grant find(OrganisationId consumer, ServiceId service) {
        return of(consumer).get(service);
    }

    /** All grants of a consumer, by service. */
    public Map<ServiceId, Grant> of(OrganisationId consumer) {
        return byConsumer.getOrDefault(consumer, Map.of());
    }

    @Override
    public void replaced(Collection<Subscription> all) {
        Map<SubscriptionId, Grant> old = new HashMap<>(known);
        known.clear();
        Map<OrganisationId, Map<ServiceId, Grant>> fresh = new ConcurrentHashMap<>();
        for (Subscription subscription : all) {
            Grant grant = grant(subscription, old.get(subscription.id()));
            known.put(subscription.id(), grant);
            fresh.computeIfAbsent(subscription.consumer(), _ -> new HashMap<>()).put(subscription.service(), grant);
        }
        byConsumer = fresh;
    }

    @Override
    public void changed(List<Subscription> present, List<SubscriptionId> gone) {
        gone.forEach(this::remove);
        for (Subscription subscription : present) {
            Grant before = remove(subscription.id());
            if (subscription.cancelledAt() == null) {
                add(grant(subscription, before));
            }
        }
    }

    private static Grant grant(Subscription subscription, @Nullable Grant before) {
        return before == null ? Grant.of(subscription) : before.becoming(subscription);
    }

    private void add(Grant grant) {
        Subscription subscription = grant.subscription();
        known.put(subscription.id(), grant);
        Map<ServiceId, Grant> grants = new HashMap<>(of(subscription.consumer()));
        grants.put(subscription.service(), grant);
        byConsumer.put(subscription.consumer(), grants);
    }

    private @Nullable Grant remove(SubscriptionId id) {
        Grant grant = known.remove(id);
        if (grant != null) {
            Subscription subscription = grant.subscription();
            Map<ServiceId, Grant> grants = new HashMap<>(of(subscription.consumer()));
            grants.remove(subscription.service(), grant);
            byConsumer.put(subscription.consumer(), grants);
        }
        return grant;
    }
}
