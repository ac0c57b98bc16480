package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.ReviewStoreContract;
import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.core.review.ReviewStore;
import dev.llmmarketplace.core.search.ranking.Popularity;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresReviewStoreTest extends ReviewStoreContract {
    private final Engine engine;

    PostgresReviewStoreTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }

    @Override
    protected ReviewStore reviews() {
        return new PostgresReviewStore(engine.shared().database());
    }

    @Override
    protected Popularity popularity() {
        return new PostgresPopularity(engine.shared().database());
    }
}
