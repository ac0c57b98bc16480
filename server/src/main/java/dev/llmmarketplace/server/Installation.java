package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.vault.SecretDirectory;
import dev.llmmarketplace.adapters.vault.TinkSecretVault;
import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.storage.DataDirectory;
import dev.llmmarketplace.server.storage.DirectoryLock;
import java.time.Instant;

/** The data directory, held by this process, and the secrets in it. */
record Installation(DataDirectory directory, DirectoryLock lock, SecretDirectory secrets) implements AutoCloseable {
    private static final int PEPPER_BYTES = 32;

    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when another process holds it */
    static Installation open(Configuration configuration, Instant now) {
        DataDirectory directory = DataDirectory.open(configuration.dataDirectory());
        DirectoryLock lock = DirectoryLock.take(directory, now);
        return new Installation(
                directory,
                lock,
                SecretDirectory.open(configuration.secretsDirectory().orElse(directory.secrets())));
    }

    SecretVault vault() {
        return TinkSecretVault.open(secrets);
    }

    KeyHasher keyHasher() {
        return new KeyHasher(secrets.bytes("key-pepper", PEPPER_BYTES));
    }

    Secret databasePassword() {
        return secrets.password("database-password");
    }

    @Override
    public void close() {
        lock.close();
    }
}
