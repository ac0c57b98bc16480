package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.CatalogNews;
import java.util.List;

/** {@link CatalogNews} on PostgreSQL: both questions walk an index from its newest end and stop when they have enough. */
public final class PostgresCatalogNews implements CatalogNews {
    private final Database database;

    public PostgresCatalogNews(Database database) {
        this.database = database;
    }

    @Override
    public List<Item> listed(int limit) {
        return database.read(handle -> VersionQueries.newest(handle, limit));
    }

    @Override
    public List<Item> deprecated(int limit) {
        return database.read(handle -> VersionQueries.lastDeprecated(handle, limit));
    }
}
