package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.quota.Budget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code budget}. */
final class BudgetTable {
    private BudgetTable() {}

    static Optional<Budget> find(Handle handle, OrganisationId organisation) {
        return handle.createQuery("SELECT * FROM budget WHERE organisation = :organisation")
                .bind("organisation", organisation.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static void store(Handle handle, Budget budget) {
        handle.createUpdate("""
                        INSERT INTO budget (organisation, nanos_per_month, currency)
                        VALUES (:organisation, :nanos, :currency)
                        ON CONFLICT (organisation) DO UPDATE
                        SET nanos_per_month = excluded.nanos_per_month, currency = excluded.currency
                        """)
                .bind("organisation", budget.organisation().value())
                .bind("nanos", budget.perMonth().nanos())
                .bind("currency", budget.perMonth().currency())
                .execute();
    }

    /** False when there was none. */
    static boolean remove(Handle handle, OrganisationId organisation) {
        return handle.createUpdate("DELETE FROM budget WHERE organisation = :organisation")
                        .bind("organisation", organisation.value())
                        .execute()
                > 0;
    }

    static Budget read(ResultSet row) throws SQLException {
        return new Budget(
                new OrganisationId(Columns.uuid(row, "organisation")),
                new Money(row.getLong("nanos_per_month"), row.getString("currency")));
    }
}
