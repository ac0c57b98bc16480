package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.QuotaStoreContract;
import dev.llmmarketplace.adapters.contract.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresQuotaStoreTest extends QuotaStoreContract {
    private final Engine engine;

    @AutoClose
    private final Installations untouched = new Installations();

    PostgresQuotaStoreTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }

    @Override
    protected Stores untouchedStores() {
        return untouched.open(engine).stores();
    }
}
