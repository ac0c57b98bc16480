package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.vault.Ed25519ReceiptSigner;
import dev.llmmarketplace.adapters.vault.SecretDirectory;
import dev.llmmarketplace.adapters.vault.TinkSecretVault;
import dev.llmmarketplace.core.access.KeyHasher;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.storage.DataDirectory;
import dev.llmmarketplace.server.storage.DirectoryLock;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The data directory, held by this process, and the secrets in it. Parts that start side by side share it: a secret is
 * made by whoever asks first, and everyone gets the same.
 */
final class Installation implements AutoCloseable {
    private static final int PEPPER_BYTES = 32;
    private static final int CURSOR_SECRET_BYTES = 32;

    private final DataDirectory directory;
    private final DirectoryLock lock;
    private final SecretDirectory secrets;
    private @Nullable SecretVault vault;
    private @Nullable KeyHasher keyHasher;
    private @Nullable ReceiptSigner receiptSigner;

    private Installation(DataDirectory directory, DirectoryLock lock, SecretDirectory secrets) {
        this.directory = directory;
        this.lock = lock;
        this.secrets = secrets;
    }

    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when another process holds it */
    static Installation open(Configuration configuration, Instant now) {
        DataDirectory directory = DataDirectory.open(configuration.dataDirectory());
        DirectoryLock lock = DirectoryLock.take(directory, now);
        try {
            Path secrets = configuration.secretsDirectory().orElse(directory.secrets());
            return new Installation(directory, lock, SecretDirectory.open(secrets));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    DataDirectory directory() {
        return directory;
    }

    DirectoryLock lock() {
        return lock;
    }

    synchronized SecretVault vault() {
        if (vault == null) {
            vault = TinkSecretVault.open(secrets);
        }
        return vault;
    }

    synchronized KeyHasher keyHasher() {
        if (keyHasher == null) {
            keyHasher = new KeyHasher(secrets.bytes("key-pepper", PEPPER_BYTES));
        }
        return keyHasher;
    }

    /** What the cursors of searches are signed with. */
    synchronized byte[] cursorSecret() {
        return secrets.bytes("cursor-secret", CURSOR_SECRET_BYTES);
    }

    synchronized ReceiptSigner receiptSigner() {
        if (receiptSigner == null) {
            receiptSigner = Ed25519ReceiptSigner.open(secrets);
        }
        return receiptSigner;
    }

    synchronized Secret databasePassword() {
        return secrets.password("database-password");
    }

    @Override
    public void close() {
        lock.close();
    }
}
