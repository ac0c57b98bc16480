package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Verifications;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@link Verifications} on PostgreSQL. */
public final class PostgresVerifications implements Verifications {
    private final Database database;

    public PostgresVerifications(Database database) {
        this.database = database;
    }

    @Override
    public boolean verified(OrganisationId organisation) {
        return database.read(handle -> handle.createQuery("""
            SELECT EXISTS (SELECT FROM verification WHERE organisation = :organisation)
            """)
                .bind("organisation", organisation.value())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public void verify(OrganisationId organisation, boolean given, Instant at) {
        database.change(handle -> handle.createUpdate(
                        given
                                ? """
            INSERT INTO verification (organisation, verified_at) VALUES (:organisation, :at)
            ON CONFLICT (organisation) DO NOTHING
            """
                                : "DELETE FROM verification WHERE organisation = :organisation AND verified_at <= :at")
                .bind("organisation", organisation.value())
                .bind("at", at)
                .execute());
    }

    @Override
    public Set<String> slugs() {
        return Set.copyOf(database.read(
                handle -> handle.createQuery("""
            SELECT o.slug FROM organisation o JOIN verification v ON v.organisation = o.id
            """).mapTo(String.class).list()));
    }

    @Override
    public Map<ServiceId, Boolean> handedOver() {
        Map<ServiceId, Boolean> services = new HashMap<>();
        database.read(handle -> handle.createQuery("""
            SELECT s.id, v.organisation IS NOT NULL AS verified
            FROM service s
            JOIN organisation o ON o.id = s.provider
            LEFT JOIN verification v ON v.organisation = s.provider
            WHERE s.id IN (SELECT service FROM service_transfer WHERE state = 'accepted')
              AND o.slug <> split_part(s.name, '/', 1)
            """)
                        .map((row, context) ->
                                Map.entry(new ServiceId(Columns.uuid(row, "id")), row.getBoolean("verified")))
                        .list())
                .forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }
}
