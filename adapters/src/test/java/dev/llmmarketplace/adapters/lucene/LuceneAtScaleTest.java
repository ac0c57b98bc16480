package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ConceptEmbedder;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.FilteringContract;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.PagingContract;
import dev.llmmarketplace.core.search.RankingContract;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchIndexContract;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.VectorStore;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that takes itself for a large one keeps every promise of a small one. */
final class LuceneAtScaleTest {
    private static final Scale LARGE = new Scale(0, 200, 50, 300, 2);

    @Nested
    final class Contract extends SearchIndexContract {
        @Override
        protected SearchIndex open(Path directory, Embedder embedder) {
            return LuceneSearchIndex.open(directory, embedder, VectorStore.NONE, ranker(), LARGE);
        }
    }

    @Nested
    final class Filtering extends FilteringContract {
        @Override
        protected SearchIndex open(Path directory, Embedder embedder) {
            return LuceneSearchIndex.open(directory, embedder, VectorStore.NONE, ranker(), LARGE);
        }
    }

    @Nested
    final class Paging extends PagingContract {
        @Override
        protected SearchIndex open(Path directory, Embedder embedder) {
            return LuceneSearchIndex.open(directory, embedder, VectorStore.NONE, ranker(), LARGE);
        }
    }

    @Nested
    final class Ranking extends RankingContract {
        @Override
        protected SearchIndex open(Path directory, Embedder embedder) {
            return LuceneSearchIndex.open(directory, embedder, VectorStore.NONE, ranker(), LARGE);
        }
    }

    @Test
    void theNearestUnderAFilterAreThoseOfAComparisonOfAll(@TempDir Path directory) {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(
                directory,
                new ConceptEmbedder("concepts"),
                VectorStore.NONE,
                Ranker.ofUnmeasured(),
                new Scale(0, 3, 3, 3, 5))) {
            index.rebuild(_ -> {}, Position.START);
            index.apply(
                    IntStream.range(0, 40)
                            .mapToObj(i -> Listing.of("p" + i % 4 + "/s" + i)
                                    .description(i % 3 == 0 ? "Translates text" : "Draws a picture of a cat")
                                    .build())
                            .toList(),
                    List.of(),
                    Position.START,
                    Depth.MEANING);
            Filters some = new Filters(Map.of(Trait.PROVIDER, Set.of("p1", "p2")), Map.of());
            for (Filters filters : List.of(Filters.NONE, some)) {
                List<ServiceId> exact = index.nearest("translation", filters, 3, true);
                assertThat(exact).hasSize(3);
                assertThat(index.nearest("translation", filters, 3, false)).hasSameSizeAs(exact);
            }
        }
    }
}
