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
 * not the ring. A digest is uniform, so its bits are the hash.
 */
public final class KeyRing implements Feed.Listener<KeyId, ApiKey> {
    private static final int SHARD_BITS = 12;
    private static final RingKey[][] NONE = new RingKey[1 << SHARD_BITS][];

    /** Touched by the feed's thread alone. */
    private final Map<KeyId, KeyDigest> digests = new HashMap<>();

    private volatile @Nullable RingKey[][] shards = NONE;

    /** The key in force with that digest. Its expiry is the caller's to check. */
    public @Nullable RingKey find(KeyDigest digest) {
        RingKey[] shard = shards[shard(digest)];
        return shard == null ? null : RingShard.find(shard, digest);
    }

    @Override
    public void replaced(Collection<ApiKey> all) {
        RingKey[][] fresh = NONE.clone();
        digests.clear();
        all.forEach(key -> put(fresh, key));
        shards = fresh;
    }

    @Override
    public void changed(List<ApiKey> present, List<KeyId> gone) {
        RingKey[][] fresh = shards.clone();
        present.forEach(key -> put(fresh, key));
        gone.forEach(key -> remove(fresh, key));
        shards = fresh;
    }

    private void put(RingKey[][] into, ApiKey key) {
        remove(into, key.id());
        if (key.revokedAt() == null) {
            digests.put(key.id(), key.digest());
            into[shard(key.digest())] = RingShard.with(into[shard(key.digest())], RingKey.of(key));
        }
    }

    private void remove(RingKey[][] from, KeyId key) {
        KeyDigest digest = digests.remove(key);
        if (digest != null) {
            from[shard(digest)] = RingShard.without(from[shard(digest)], digest);
        }
    }

    private static int shard(KeyDigest digest) {
        return (int) (digest.a() >>> Long.SIZE - SHARD_BITS);
    }
}
