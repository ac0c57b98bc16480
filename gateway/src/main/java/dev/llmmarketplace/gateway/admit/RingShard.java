package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.KeyDigest;
import org.jspecify.annotations.Nullable;

/**
 * A part of the key ring: an array of twice as many places as keys or more, a power of two, probed in sequence. Never
 * changed, only replaced.
 */
final class RingShard {
    private RingShard() {}

    static @Nullable RingKey find(RingKey[] shard, KeyDigest digest) {
        int mask = shard.length - 1;
        for (int i = (int) digest.b() & mask; ; i = i + 1 & mask) {
            RingKey key = shard[i];
            if (key == null || key.digest().equals(digest)) {
                return key;
            }
        }
    }

    /** @param shard null when empty */
    static RingKey[] with(RingKey @Nullable [] shard, RingKey added) {
        return rebuilt(shard, added.digest(), added);
    }

    static RingKey @Nullable [] without(RingKey @Nullable [] shard, KeyDigest removed) {
        RingKey[] rebuilt = rebuilt(shard, removed, null);
        return size(rebuilt) == 0 ? null : rebuilt;
    }

    private static RingKey[] rebuilt(RingKey @Nullable [] shard, KeyDigest except, @Nullable RingKey added) {
        int size = size(shard) + 1;
        RingKey[] fresh = new RingKey[Integer.highestOneBit(2 * size - 1) << 1];
        if (shard != null) {
            for (RingKey key : shard) {
                if (key != null && !key.digest().equals(except)) {
                    place(fresh, key);
                }
            }
        }
        if (added != null) {
            place(fresh, added);
        }
        return fresh;
    }

    private static int size(RingKey @Nullable [] shard) {
        int size = 0;
        if (shard != null) {
            for (RingKey key : shard) {
                size += key == null ? 0 : 1;
            }
        }
        return size;
    }

    private static void place(RingKey[] shard, RingKey key) {
        int mask = shard.length - 1;
        int i = (int) key.digest().b() & mask;
        while (shard[i] != null) {
            i = i + 1 & mask;
        }
        shard[i] = key;
    }
}
