package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.ReplayStoreContract;
import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.core.replay.ReplayStore;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresReplayStoreTest extends ReplayStoreContract {
    private final Engine engine;

    PostgresReplayStoreTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores stores() {
        return engine.shared().stores();
    }

    @Override
    protected ReplayStore replays() {
        return new PostgresReplayStore(engine.shared().database());
    }
}
