package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Trait;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;

/**
 * Numbers for the values of all traits, given in the order of their coming, from 0. They hold across the segments of an
 * index for as long as it is open, so that what segments count is added up without looking at a name. Thread-safe.
 */
final class ValueNumbers {
    private static final int UNKNOWN = -1;

    private final Map<Trait, BytesRefHash> values = new EnumMap<>(Trait.class);

    ValueNumbers() {
        for (Trait trait : Trait.values()) {
            values.put(trait, new BytesRefHash());
        }
    }

    /** Of a value that may be new. */
    int of(Trait trait, BytesRef value) {
        BytesRefHash known = known(trait);
        synchronized (known) {
            int number = known.add(value);
            return number >= 0 ? number : -number - 1; // negative where it was there already
        }
    }

    /** Negative when no segment has it. */
    int find(Trait trait, String value) {
        BytesRefHash known = known(trait);
        synchronized (known) {
            return Math.max(UNKNOWN, known.find(new BytesRef(value)));
        }
    }

    String name(Trait trait, int number) {
        BytesRefHash known = known(trait);
        synchronized (known) {
            return known.get(number, new BytesRef()).utf8ToString();
        }
    }

    /** How many have a number. */
    int size(Trait trait) {
        BytesRefHash known = known(trait);
        synchronized (known) {
            return known.size();
        }
    }

    private BytesRefHash known(Trait trait) {
        BytesRefHash known = values.get(trait);
        if (known == null) {
            throw new IllegalStateException("every trait has its values");
        }
        return known;
    }
}
