package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.ranking.Ranker;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * What segments' documents bring along whatever is asked, kept for as long as the segment is open and made anew when
 * other track records are there. Thread-safe; making one twice at the same moment does no harm.
 */
final class Standings {
    private final Ranker ranker;
    private final Map<Object, LeafStanding> kept = new ConcurrentHashMap<>();

    Standings(Ranker ranker) {
        this.ranker = ranker;
    }

    Ranking ranking() {
        return ranker.ranking();
    }

    /** One state of them, for one search. */
    At now() {
        return new At(this, ranker.records().get());
    }

    private LeafStanding of(LeafReader reader, TrackRecords records) throws IOException {
        IndexReader.CacheHelper segment = reader.getCoreCacheHelper();
        LeafStanding before = segment == null ? null : kept.get(segment.getKey());
        if (before != null && before.records().equals(records)) {
            return before;
        }
        LeafStanding made = before == null
                ? LeafStanding.of(reader, ranker.ranking(), records)
                : before.with(reader, ranker.ranking(), records);
        if (segment != null && kept.put(segment.getKey(), made) == null) {
            segment.addClosedListener(kept::remove);
        }
        return made;
    }

    /** As the track records are at one moment. */
    record At(Standings standings, TrackRecords records) {
        LeafStanding of(LeafReader reader) throws IOException {
            return standings.of(reader, records);
        }

        /** The same, with those of all segments made. */
        At made(IndexReader index) throws IOException {
            for (LeafReaderContext leaf : index.leaves()) {
                LeafStanding ignored = of(leaf.reader());
            }
            return this;
        }

        Ranking ranking() {
            return standings.ranking();
        }
    }
}
