package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.PolicyStoreContract;
import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.core.governance.PolicyStore;
import dev.llmmarketplace.core.governance.WaiverStore;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresPolicyStoreTest extends PolicyStoreContract {
    private final Engine engine;

    PostgresPolicyStoreTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }

    @Override
    protected PolicyStore policies() {
        return new PostgresPolicyStore(engine.shared().database());
    }

    @Override
    protected WaiverStore waivers() {
        return new PostgresWaiverStore(engine.shared().database());
    }
}
