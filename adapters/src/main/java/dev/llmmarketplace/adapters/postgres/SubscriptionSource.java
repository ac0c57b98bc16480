package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.quota.Subscription;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Subscriptions that are not cancelled; a changed plan changes all of its subscriptions. */
final class SubscriptionSource implements FeedSource<SubscriptionId, Subscription> {
    @Override
    public Set<String> kinds() {
        return Set.of("subscription", "plan");
    }

    @Override
    public List<Subscription> all(Handle handle) {
        return handle.createQuery(SubscriptionTable.SELECT + "WHERE s.cancelled_at IS NULL")
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> SubscriptionTable.read(row))
                .list();
    }

    @Override
    public Delta<SubscriptionId, Subscription> changed(Handle handle, Collection<Announcement> announcements) {
        List<UUID> announced = Announcement.ids(announcements, "subscription");
        List<Subscription> present = handle.createQuery(SubscriptionTable.SELECT + """
                        WHERE s.cancelled_at IS NULL AND (s.id = ANY (:subscriptions) OR s.plan = ANY (:plans))
                        """)
                .bindArray("subscriptions", UUID.class, announced)
                .bindArray("plans", UUID.class, Announcement.ids(announcements, "plan"))
                .map((row, context) -> SubscriptionTable.read(row))
                .list();
        Set<UUID> gone = new HashSet<>(announced);
        present.forEach(subscription -> gone.remove(subscription.id().value()));
        return new Delta<>(present, gone.stream().map(SubscriptionId::new).toList());
    }
}
