package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.ComplianceStoreContract;
import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.core.governance.ComplianceStore;
import dev.llmmarketplace.core.kernel.Time;
import org.junit.jupiter.api.AfterEach;

/** Alone in its database, where judging anew finds the versions of no other test. */
class PostgresComplianceStoreTest extends ComplianceStoreContract {
    private final Installation installation = Engine.EMBEDDED.fresh();

    @AfterEach
    void close() {
        installation.close();
    }

    @Override
    protected Stores stores() {
        return installation.stores();
    }

    @Override
    protected ComplianceStore compliance() {
        return new PostgresComplianceStore(
                installation.database(),
                (PostgresCatalogStore) installation.stores().catalog(),
                Time.system());
    }
}
