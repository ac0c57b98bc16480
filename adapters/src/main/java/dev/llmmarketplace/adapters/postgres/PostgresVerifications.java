package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Verifications;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.Instant;
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
}
