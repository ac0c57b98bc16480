package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.adapters.vault.Ed25519ReceiptSigner;
import dev.llmmarketplace.adapters.vault.SecretDirectory;
import dev.llmmarketplace.adapters.vault.TinkSecretVault;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
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
        SecretDirectory secrets = secrets();
        SecretVault vault = TinkSecretVault.open(secrets);
        ReceiptSigner signer = Ed25519ReceiptSigner.open(secrets);
        Stores stores = new Stores(
                new PostgresAccessStore(database),
                new PostgresProjectStore(database),
                new PostgresCatalogStore(database, vault, Time.system()),
                new PostgresQuotaStore(database),
                new PostgresGovernanceStore(database),
                new PostgresAllowance(database),
                new Stores.Metering(
                        new PostgresUsageSink(database, signer, Time.system()),
                        new PostgresUsageStore(database),
                        new PostgresReceiptStore(database, signer.key())),
                new Stores.ServiceLevels(new PostgresQualityStore(database), new PostgresBreachStore(database)),
                new PostgresEventLog(database, announcements),
                new Stores.Feeds(
                        PostgresFeed.keys(database, announcements),
                        PostgresFeed.projects(database, announcements),
                        PostgresFeed.services(database, announcements, vault),
                        PostgresFeed.subscriptions(database, announcements),
                        PostgresFeed.budgets(database, announcements),
                        PostgresFeed.verdicts(database, announcements),
                        PostgresFeed.rules(database, announcements)));
        return new Installation(settings, database, announcements, stores);
    }

    @Override
    public void close() {
        announcements.close();
        database.close();
    }

    private static SecretDirectory secrets() {
        try {
            return SecretDirectory.open(Files.createTempDirectory(Path.of("target"), "secrets-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
