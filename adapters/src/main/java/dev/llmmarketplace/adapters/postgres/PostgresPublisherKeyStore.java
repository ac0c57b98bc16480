package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.publishing.signature.Ed25519Key;
import dev.llmmarketplace.core.publishing.signature.PublisherKey;
import dev.llmmarketplace.core.publishing.signature.PublisherKeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link PublisherKeyStore} on PostgreSQL. */
public final class PostgresPublisherKeyStore implements PublisherKeyStore {
    private final Database database;

    public PostgresPublisherKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean register(PublisherKey key) {
        return database.write(handle -> handle.createUpdate("""
            INSERT INTO publisher_key (organisation, fingerprint, name, public_key, registered_at)
            VALUES (:organisation, :fingerprint, :name, :key, :at)
            ON CONFLICT (organisation, fingerprint) DO NOTHING
            """)
                        .bind("organisation", key.organisation().value())
                        .bind("fingerprint", key.fingerprint())
                        .bind("name", key.name())
                        .bind("key", key.key().encoded())
                        .bind("at", key.registeredAt())
                        .execute()
                > 0);
    }

    @Override
    public Optional<PublisherKey> find(OrganisationId organisation, String fingerprint) {
        return database.read(handle -> handle.createQuery("""
            SELECT * FROM publisher_key WHERE organisation = :organisation AND fingerprint = :fingerprint
            """)
                .bind("organisation", organisation.value())
                .bind("fingerprint", fingerprint)
                .map((row, context) -> key(row))
                .findOne());
    }

    @Override
    public Optional<PublisherKey> findFormer(ServiceId service, String fingerprint, Instant since) {
        return database.read(handle -> handle.createQuery("""
            SELECT k.* FROM service_transfer t
            JOIN publisher_key k ON k.organisation = t.from_provider
            WHERE t.service = :service AND t.state = 'accepted' AND t.decided_at > :since
              AND k.fingerprint = :fingerprint
            ORDER BY t.decided_at LIMIT 1
            """)
                .bind("service", service.value())
                .bind("fingerprint", fingerprint)
                .bind("since", since)
                .map((row, context) -> key(row))
                .findOne());
    }

    @Override
    public List<PublisherKey> list(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery("""
            SELECT * FROM publisher_key WHERE organisation = :organisation ORDER BY registered_at DESC, fingerprint
            """)
                .bind("organisation", organisation.value())
                .map((row, context) -> key(row))
                .list());
    }

    @Override
    public boolean revoke(OrganisationId organisation, String fingerprint, Instant at) {
        return database.write(handle -> handle.createUpdate("""
            UPDATE publisher_key SET revoked_at = coalesce(revoked_at, :at)
            WHERE organisation = :organisation AND fingerprint = :fingerprint
            """)
                        .bind("organisation", organisation.value())
                        .bind("fingerprint", fingerprint)
                        .bind("at", at)
                        .execute()
                > 0);
    }

    private static PublisherKey key(ResultSet row) throws SQLException {
        return new PublisherKey(
                new OrganisationId(Columns.uuid(row, "organisation")),
                row.getString("name"),
                Ed25519Key.parse(row.getString("public_key")).orElseThrow(),
                Columns.instant(row, "registered_at"),
                Columns.nullableInstant(row, "revoked_at"));
    }
}
