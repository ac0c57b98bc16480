package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.FeedContract;
import dev.llmmarketplace.adapters.contract.Stores;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresFeedTest extends FeedContract {
    private final Engine engine;

    PostgresFeedTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }
}
