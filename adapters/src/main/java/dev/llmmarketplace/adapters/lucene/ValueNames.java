package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A trait's values in one segment, as text and as the numbers that the segment counts them by, once they were looked up. Thread-safe. */
final class ValueNames {
    private static final int MOST_KEPT = 20_000;
    private static final int NONE = -1;

    private final @Nullable String[] names;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    ValueNames(int values) {
        this.names = new String[values];
    }

    String name(int number, SortedSetDocValues values) throws IOException {
        String known = names[number];
        if (known == null) {
            known = values.lookupOrd(number).utf8ToString();
            names[number] = known; // two threads at once write the same
        }
        return known;
    }

    /** Negative when the segment does not have it. */
    int number(String name, SortedSetDocValues values) throws IOException {
        Integer known = numbers.get(name);
        if (known == null) {
            known = (int) Math.max(NONE, values.lookupTerm(new BytesRef(name)));
            if (numbers.size() < MOST_KEPT) {
                numbers.put(name, known);
            }
        }
        return known;
    }
}
