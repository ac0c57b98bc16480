package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Secret;

/** Seals secrets for storage with authenticated encryption. Thread-safe. */
public interface SecretVault {
    /** @param context bound to the ciphertext; opening with another context fails */
    byte[] seal(Secret secret, String context);

    /** @throws IllegalStateException when {@code sealed} was made with another key or context, or was changed */
    Secret open(byte[] sealed, String context);
}
