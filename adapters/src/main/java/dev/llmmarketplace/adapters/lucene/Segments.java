package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.SearchQuery.Filters;
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

    /** The live documents of a segment that pass all filters; null when there are none. */
    @Nullable
    FixedBitSet passing(LeafReader reader, LeafStanding standing, Conditions conditions) throws IOException {
        List<FixedBitSet> sets = of(reader, standing).passing(conditions.of(reader, standing));
        if (sets.isEmpty()) {
            return null;
        }
        FixedBitSet passing = Segment.all(sets.getFirst(), sets);
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
        Conditions any = new Conditions(Filters.NONE);
        Segment made = Segment.of(reader.maxDoc(), any.of(reader, standing), any.of(reader, standing));
        if (cache != null && kept.put(cache.getKey(), made) == null) {
            cache.addClosedListener(kept::remove);
        }
        return made;
    }
}
