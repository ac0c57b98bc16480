package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements on {@code credential}, and the seal on what lies in it. */
final class CredentialTable {
    private final SecretVault vault;

    CredentialTable(SecretVault vault) {
        this.vault = vault;
    }

    void store(Handle handle, ServiceId service, Secret credential, Instant at) {
        handle.createUpdate("""
                        INSERT INTO credential (service, sealed, stored_at) VALUES (:service, :sealed, :at)
                        ON CONFLICT (service) DO UPDATE SET sealed = excluded.sealed, stored_at = excluded.stored_at
                        """)
                .bind("service", service.value())
                .bind("sealed", vault.seal(credential, context(service)))
                .bind("at", at)
                .execute();
    }

    /** A credential moved to another service's row does not open. */
    @Nullable
    Secret open(byte @Nullable [] sealed, ServiceId service) {
        return sealed == null ? null : vault.open(sealed, context(service));
    }

    private static String context(ServiceId service) {
        return "service-credential:" + service;
    }
}
