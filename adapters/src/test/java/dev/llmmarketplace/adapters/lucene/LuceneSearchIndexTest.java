package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchIndexContract;
import java.nio.file.Path;

final class LuceneSearchIndexTest extends SearchIndexContract {
    @Override
    protected SearchIndex open(Path directory, Embedder embedder) {
        return LuceneSearchIndex.open(directory, embedder, ranker());
    }
}
