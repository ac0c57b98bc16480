package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The statements on {@code credential}, and the seal on what lies in it. */
final class CredentialTable {
    private final SecretVault vault;

    /** Which credential: those of a service have names. */
    record Key(ServiceId service, String name) {
        /** A credential moved to another row does not open. */
        private String context() {
            String context = "service-credential:" + service;
            return name.equals(Endpoint.DEFAULT_CREDENTIAL) ? context : context + ':' + name;
        }
    }

    CredentialTable(SecretVault vault) {
        this.vault = vault;
    }

    void store(Handle handle, Key key, Secret credential, Instant at) {
        handle.createUpdate("""
            INSERT INTO credential (service, name, sealed, stored_at) VALUES (:service, :name, :sealed, :at)
            ON CONFLICT (service, name)
                DO UPDATE SET sealed = excluded.sealed, stored_at = excluded.stored_at
            """)
                .bind("service", key.service.value())
                .bind("name", key.name)
                .bind("sealed", vault.seal(credential, key.context()))
                .bind("at", at)
                .execute();
    }

    Map<String, Secret> all(Handle handle, ServiceId service) {
        Map<String, Secret> credentials = new HashMap<>();
        handle.createQuery("SELECT name, sealed FROM credential WHERE service = :service")
                .bind("service", service.value())
                .map((row, context) -> Map.entry(
                        row.getString("name"), open(row.getBytes("sealed"), new Key(service, row.getString("name")))))
                .forEach(entry -> credentials.put(entry.getKey(), entry.getValue()));
        return credentials;
    }

    Secret open(byte[] sealed, Key key) {
        return vault.open(sealed, key.context());
    }
}
