package dev.llmmarketplace.adapters.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals with AES-256-GCM under a Tink keyset; the context is the associated data. The keyset holds every key that was
 * ever in use, each ciphertext names its key, so keys can be rotated without re-sealing. Lost keyset, lost secrets.
 */
public final class TinkSecretVault implements SecretVault {
    private static final String KEYSET = "vault-keyset.json";
    private static final Configuration CIPHERS = AeadConfig2026.get();

    private final Aead aead;

    private TinkSecretVault(Aead aead) {
        this.aead = aead;
    }

    /**
     * Uses the keyset in {@code secrets}, or makes it.
     *
     * @throws IllegalStateException when the file holds no keyset
     */
    public static TinkSecretVault open(SecretDirectory secrets) {
        try {
            String json = new String(secrets.load(KEYSET, TinkSecretVault::newKeyset), StandardCharsets.UTF_8);
            KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(json, CIPHERS, InsecureSecretKeyAccess.get());
            return new TinkSecretVault(keyset.getPrimitive(CIPHERS, Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The file " + KEYSET + " among the secrets holds no keyset", e);
        }
    }

    @Override
    public byte[] seal(Secret secret, String context) {
        try {
            return aead.encrypt(
                    secret.reveal().getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals any text", e);
        }
    }

    @Override
    public Secret open(byte[] sealed, String context) {
        try {
            byte[] plain = aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
            return new Secret(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A secret for '" + context + "' was sealed with another keyset or changed since", e);
        }
    }

    private static byte[] newKeyset() {
        try {
            KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, CIPHERS);
            return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, CIPHERS, InsecureSecretKeyAccess.get())
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM keys can always be made", e);
        }
    }
}
