package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.adapters.contract.UsageContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresUsageTest extends UsageContract {
    private final Engine engine;

    PostgresUsageTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }
}
