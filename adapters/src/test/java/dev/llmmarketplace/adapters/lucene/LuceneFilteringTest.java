package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.FilteringContract;
import dev.llmmarketplace.core.search.SearchIndex;
import java.nio.file.Path;

final class LuceneFilteringTest extends FilteringContract {
    @Override
    protected SearchIndex open(Path directory, Embedder embedder) {
        return LuceneSearchIndex.open(directory, embedder, ranker());
    }
}
