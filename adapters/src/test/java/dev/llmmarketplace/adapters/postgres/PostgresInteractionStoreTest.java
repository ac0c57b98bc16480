package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.InteractionStoreContract;
import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.core.recommendation.ActivitySource;
import dev.llmmarketplace.core.recommendation.InteractionStore;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresInteractionStoreTest extends InteractionStoreContract {
    private final Engine engine;

    PostgresInteractionStoreTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }

    @Override
    protected InteractionStore interactions() {
        return new PostgresInteractionStore(engine.shared().database());
    }

    @Override
    protected ActivitySource activity() {
        return new PostgresActivitySource(engine.shared().database());
    }
}
