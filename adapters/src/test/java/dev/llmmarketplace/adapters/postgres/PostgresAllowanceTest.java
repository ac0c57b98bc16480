package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.AllowanceContract;
import dev.llmmarketplace.adapters.contract.Stores;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresAllowanceTest extends AllowanceContract {
    private final Engine engine;

    PostgresAllowanceTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }
}
