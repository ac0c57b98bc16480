package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.search.ConceptEmbedder;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search costs by the segment is paid once where an index is packed. */
final class LucenePackingTest {
    @TempDir
    private Path root;

    @Test
    void aPackedIndexIsOneSegmentThatFindsAll() throws IOException {
        try (LuceneSearchIndex index =
                LuceneSearchIndex.open(root, new ConceptEmbedder("concepts"), Ranker.ofUnmeasured())) {
            index.rebuild(reader -> reader.accept(listing(0)), Position.START);
            put(index, 1);
            put(index, 2);
            assertThat(segments()).isEqualTo(3);
            index.settle();
            assertThat(segments()).isEqualTo(1);
            assertThat(total(index)).isEqualTo(3);
            put(index, 3);
            assertThat(total(index)).isEqualTo(4);
        }
    }

    private static ServiceVersion listing(int number) {
        return Listing.of("p/s" + number).description("Translates text").build();
    }

    private static void put(LuceneSearchIndex index, int number) {
        index.apply(List.of(listing(number)), List.of(), Position.START, Depth.MEANING);
    }

    private int segments() throws IOException {
        try (FSDirectory directory = FSDirectory.open(root.resolve("1"));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            return reader.leaves().size();
        }
    }

    private static long total(LuceneSearchIndex index) {
        return index.search(new SearchQuery("translation", Filters.NONE, Sort.RELEVANCE, 10, null), Viewer.ANYBODY)
                .total();
    }
}
