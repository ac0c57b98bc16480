package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.EventLogContract;
import dev.llmmarketplace.adapters.contract.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresEventLogTest extends EventLogContract {
    private final Engine engine;

    @AutoClose
    private final Installations untouched = new Installations();

    PostgresEventLogTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores untouchedStores() {
        return untouched.open(engine).stores();
    }
}
