package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.StandingContract;
import java.nio.file.Path;

final class LuceneStandingTest extends StandingContract {
    @Override
    protected SearchIndex open(Path directory, Embedder embedder) {
        return LuceneSearchIndex.open(directory, embedder, ranker());
    }
}
