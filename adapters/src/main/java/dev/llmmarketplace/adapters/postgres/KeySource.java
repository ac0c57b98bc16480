package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.kernel.KeyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keys in force: not revoked, of an organisation that is not suspended. */
final class KeySource implements FeedSource<KeyId, ApiKey> {
    @Override
    public Set<String> kinds() {
        return Set.of("key", "organisation");
    }

    @Override
    public List<ApiKey> all(Handle handle) {
        return handle.createQuery("""
                        SELECT k.* FROM api_key k JOIN organisation o ON o.id = k.organisation
                        WHERE k.revoked_at IS NULL AND NOT o.suspended
                        """)
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> ApiKeyTable.read(row))
                .list();
    }

    @Override
    public Delta<KeyId, ApiKey> changed(Handle handle, Collection<Announcement> announcements) {
        List<UUID> keys = Announcement.ids(announcements, "key");
        List<ApiKey> present = new ArrayList<>();
        Set<UUID> gone = new HashSet<>(keys);
        handle.createQuery("""
                        SELECT k.*, k.revoked_at IS NULL AND NOT o.suspended AS in_force
                        FROM api_key k JOIN organisation o ON o.id = k.organisation
                        WHERE k.id = ANY (:keys) OR k.organisation = ANY (:organisations)
                        """)
                .bindArray("keys", UUID.class, keys)
                .bindArray("organisations", UUID.class, Announcement.ids(announcements, "organisation"))
                .map((row, context) -> new Found(ApiKeyTable.read(row), row.getBoolean("in_force")))
                .forEach(found -> found.sort(present, gone));
        return new Delta<>(present, gone.stream().map(KeyId::new).toList());
    }

    private record Found(ApiKey key, boolean inForce) {
        void sort(List<ApiKey> present, Set<UUID> gone) {
            if (inForce) {
                present.add(key);
                gone.remove(key.id().value());
            } else {
                gone.add(key.id().value());
            }
        }
    }
}
