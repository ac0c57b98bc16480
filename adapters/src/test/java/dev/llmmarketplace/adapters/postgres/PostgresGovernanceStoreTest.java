package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.GovernanceStoreContract;
import dev.llmmarketplace.adapters.contract.Stores;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresGovernanceStoreTest extends GovernanceStoreContract {
    private final Engine engine;

    PostgresGovernanceStoreTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }
}
