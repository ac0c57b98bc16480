package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.SourceStatement;
import dev.llmmarketplace.core.catalog.SourceStatements;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;

/** {@link SourceStatements} on PostgreSQL. */
public final class PostgresSourceStatements implements SourceStatements {
    private final Database database;

    public PostgresSourceStatements(Database database) {
        this.database = database;
    }

    @Override
    public List<SourceStatement> of(ServiceId service) {
        return database.read(handle -> SourceStatementTable.of(handle, service));
    }
}
