package dev.llmmarketplace.gateway.route;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in many small parts: a change copies the parts that it touches, so that one among a million entries
 * costs no more than one among thousands.
 */
final class Shards<K, V> {
    private static final int BITS = 12;
    /** Fibonacci hashing: each part sees keys that agree in other bits than those its own table looks at. */
    private static final int SPREAD = 0x9E3779B9;

    private final Map<K, V>[] parts;

    private Shards(Map<K, V>[] parts) {
        this.parts = parts;
    }

    @SuppressWarnings("unchecked") // an array of a generic type, filled with what fits all
    static <K, V> Shards<K, V> empty() {
        Map<K, V>[] parts = (Map<K, V>[]) new Map<?, ?>[1 << BITS];
        Arrays.fill(parts, Map.of());
        return new Shards<>(parts);
    }

    @Nullable
    V get(K key) {
        return parts[part(key)].get(key);
    }

    /** The beginning of another version of it. */
    Edit<K, V> edit() {
        return new Edit<>(parts.clone());
    }

    private static int part(Object key) {
        return key.hashCode() * SPREAD >>> Integer.SIZE - BITS;
    }

    /** For one thread. */
    static final class Edit<K, V> {
        private final Map<K, V>[] parts;
        private final BitSet own = new BitSet();

        private Edit(Map<K, V>[] parts) {
            this.parts = parts;
        }

        @Nullable
        V get(K key) {
            return parts[part(key)].get(key);
        }

        void put(K key, V value) {
            ownPart(key).put(key, value);
        }

        void remove(K key) {
            ownPart(key).remove(key);
        }

        private Map<K, V> ownPart(K key) {
            int part = part(key);
            if (!own.get(part)) {
                own.set(part);
                parts[part] = new HashMap<>(parts[part]);
            }
            return parts[part];
        }

        /** The edit must not be used any more. */
        Shards<K, V> done() {
            return new Shards<>(parts);
        }
    }
}
