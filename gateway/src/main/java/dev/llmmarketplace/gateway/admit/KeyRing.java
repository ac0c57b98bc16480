package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.KeyId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All keys in force, by digest. Sized for millions: a fixed number of shards, each a small immutable hash table with
 * open addressing. A reader takes one volatile read and one probe; a change copies its shard and the array of shards,
 * not the ring. A digest is uniform, so its bits are the hash. After a rotation a key is found by two digests.
 */
public final class KeyRing implements Feed.Listener<KeyId, ApiKey> {
    private static final int SHARD_BITS = 12;
    private static final RingKey[][] NONE = new RingKey[1 << SHARD_BITS][];

    /** Touched by the feed's thread alone. */
    private final Map<KeyId, Known> known = new HashMap<>();

    private volatile @Nullable RingKey[][] shards = NONE;

    /** @param retiring null when the key has one secret */
    private record Known(KeyDigest present, @Nullable KeyDigest retiring, RingKey.@Nullable Meter meter) {}

    /** The key in force with that digest. Its expiry is the caller's to check. */
    public @Nullable RingKey find(KeyDigest digest) {
        RingKey[] shard = shards[shard(digest)];
        return shard == null ? null : RingShard.find(shard, digest);
    }

    @Override
    public void replaced(Collection<ApiKey> all) {
        RingKey[][] fresh = NONE.clone();
        Map<KeyId, Known> before = new HashMap<>(known);
        known.clear();
        all.forEach(key -> put(fresh, key, before.get(key.id())));
        shards = fresh;
    }

    @Override
    public void changed(List<ApiKey> present, List<KeyId> gone) {
        RingKey[][] fresh = shards.clone();
        present.forEach(key -> put(fresh, key, remove(fresh, key.id())));
        gone.forEach(key -> remove(fresh, key));
        shards = fresh;
    }

    private void put(RingKey[][] into, ApiKey key, @Nullable Known before) {
        if (key.revokedAt() != null) {
            return;
        }
        RingKey.Meter meter = RingKey.Meter.of(key, before == null ? null : before.meter());
        add(into, RingKey.of(key, meter));
        ApiKey.Retiring retiring = key.retiring();
        if (retiring != null) {
            add(into, RingKey.of(key, retiring, meter));
        }
        known.put(key.id(), new Known(key.digest(), retiring == null ? null : retiring.digest(), meter));
    }

    private @Nullable Known remove(RingKey[][] from, KeyId key) {
        Known removed = known.remove(key);
        if (removed != null) {
            remove(from, removed.present());
            if (removed.retiring() != null) {
                remove(from, removed.retiring());
            }
        }
        return removed;
    }

    private static void add(RingKey[][] into, RingKey key) {
        int shard = shard(key.digest());
        into[shard] = RingShard.with(into[shard], key);
    }

    private static void remove(RingKey[][] from, KeyDigest digest) {
        int shard = shard(digest);
        from[shard] = RingShard.without(from[shard], digest);
    }

    private static int shard(KeyDigest digest) {
        return (int) (digest.a() >>> Long.SIZE - SHARD_BITS);
    }
}
