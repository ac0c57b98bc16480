package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code consumption_rules}. */
final class ConsumptionRulesTable {
    private ConsumptionRulesTable() {}

    static Optional<ConsumptionRules> find(Handle handle, OrganisationId organisation) {
        return handle.createQuery("SELECT * FROM consumption_rules WHERE organisation = :organisation")
                .bind("organisation", organisation.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static void store(Handle handle, ConsumptionRules rules) {
        handle.createUpdate("""
                        INSERT INTO consumption_rules (organisation, residency, cache_seconds, changed_at)
                        VALUES (:organisation, :residency, :cacheSeconds, :changedAt)
                        ON CONFLICT (organisation) DO UPDATE
                        SET residency = excluded.residency, cache_seconds = excluded.cache_seconds,
                            changed_at = excluded.changed_at
                        """)
                .bind("organisation", rules.organisation().value())
                .bindArray("residency", String.class, rules.residency().places())
                .bind("cacheSeconds", rules.cacheFor().toSeconds())
                .bind("changedAt", rules.changedAt())
                .execute();
    }

    static ConsumptionRules read(ResultSet row) throws SQLException {
        return new ConsumptionRules(
                new OrganisationId(Columns.uuid(row, "organisation")),
                Residency.of(Columns.texts(row, "residency")),
                Duration.ofSeconds(row.getInt("cache_seconds")),
                Columns.instant(row, "changed_at"));
    }
}
