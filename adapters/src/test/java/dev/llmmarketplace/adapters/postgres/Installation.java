package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.adapters.vault.SecretDirectory;
import dev.llmmarketplace.adapters.vault.TinkSecretVault;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** All stores on one database. */
record Installation(DatabaseSettings settings, Database database, Announcements announcements, Stores stores)
        implements AutoCloseable {

    static Installation open(DatabaseSettings settings) {
        Database database = Database.open(settings);
        Announcements announcements = Announcements.open(database);
        SecretVault vault = vault();
        Stores stores = new Stores(
                new PostgresAccessStore(database),
                new PostgresCatalogStore(database, vault, Time.system()),
                new PostgresQuotaStore(database),
                new PostgresAllowance(database),
                new Stores.Metering(new PostgresUsageSink(database), new PostgresUsageStore(database)),
                new PostgresEventLog(database, announcements),
                new Stores.Feeds(
                        PostgresFeed.keys(database, announcements),
                        PostgresFeed.services(database, announcements, vault),
                        PostgresFeed.subscriptions(database, announcements),
                        PostgresFeed.budgets(database, announcements)));
        return new Installation(settings, database, announcements, stores);
    }

    @Override
    public void close() {
        announcements.close();
        database.close();
    }

    private static SecretVault vault() {
        try {
            return TinkSecretVault.open(SecretDirectory.open(Files.createTempDirectory(Path.of("target"), "secrets-")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
