package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The {@link Segment}s of what is open. Thread-safe; making one twice at the same moment does no harm. */
final class Segments {
    private final Map<Object, Segment> kept = new ConcurrentHashMap<>();
    private final Map<Object, WordSets> words = new ConcurrentHashMap<>();
    private final ValueNumbers numbers = new ValueNumbers();

    /** What the segments number their facets' values by. */
    ValueNumbers numbers() {
        return numbers;
    }

    /** The live documents of a segment that pass all filters; null when there are none. */
    @Nullable
    FixedBitSet passing(LeafReader reader, LeafStanding standing, Conditions conditions) throws IOException {
        return passing(reader, of(reader, standing).filters(conditions.restricting(reader, standing)));
    }

    /** As {@link #passing(LeafReader, LeafStanding, Conditions)}. */
    static @Nullable FixedBitSet passing(LeafReader reader, List<Filter> filters) {
        if (filters.isEmpty()) {
            return null;
        }
        FixedBitSet passing = Segment.all(filters.getFirst().accepted(), filters.subList(1, filters.size()));
        Bits live = reader.getLiveDocs();
        if (live != null) {
            live.applyMask(passing, 0);
        }
        return passing;
    }

    Segment of(LeafReader reader, LeafStanding standing) throws IOException {
        IndexReader.CacheHelper cache = reader.getCoreCacheHelper();
        Segment before = cache == null ? null : kept.get(cache.getKey());
        if (before != null) {
            return before;
        }
        Segment made = Segment.of(reader, standing, numbers);
        keep(cache, kept, made);
        return made;
    }

    /** Which documents of the segment hold a word. */
    WordSets words(LeafReader reader) {
        IndexReader.CacheHelper cache = reader.getCoreCacheHelper();
        WordSets before = cache == null ? null : words.get(cache.getKey());
        if (before != null) {
            return before;
        }
        WordSets made = new WordSets(reader.maxDoc());
        keep(cache, words, made);
        return made;
    }

    private static <T> void keep(IndexReader.@Nullable CacheHelper cache, Map<Object, T> kept, T made) {
        if (cache != null && kept.put(cache.getKey(), made) == null) {
            cache.addClosedListener(kept::remove);
        }
    }
}
