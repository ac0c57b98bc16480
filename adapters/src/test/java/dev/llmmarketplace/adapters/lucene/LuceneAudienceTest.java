package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.AudienceContract;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.SearchIndex;
import java.nio.file.Path;

final class LuceneAudienceTest extends AudienceContract {
    @Override
    protected SearchIndex open(Path directory, Embedder embedder) {
        return LuceneSearchIndex.open(directory, embedder, ranker());
    }
}
