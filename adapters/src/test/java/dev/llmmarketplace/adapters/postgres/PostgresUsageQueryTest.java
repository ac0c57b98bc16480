package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.adapters.contract.UsageQueryContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresUsageQueryTest extends UsageQueryContract {
    private final Engine engine;

    PostgresUsageQueryTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }
}
