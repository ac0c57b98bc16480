package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.ListingImportContract;
import dev.llmmarketplace.adapters.contract.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresListingImportTest extends ListingImportContract {
    private final Engine engine;

    @AutoClose
    private final Installations untouched = new Installations();

    PostgresListingImportTest(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected Stores untouchedStores() {
        return untouched.open(engine).stores();
    }
}
