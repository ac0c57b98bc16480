package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.ServiceLevelsContract;
import dev.llmmarketplace.adapters.contract.Stores;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresServiceLevelsTest extends ServiceLevelsContract {
    private final Engine engine;

    PostgresServiceLevelsTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }
}
