package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.quota.Budget;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Budgets. */
final class BudgetSource implements FeedSource<OrganisationId, Budget> {
    @Override
    public Set<String> kinds() {
        return Set.of("budget");
    }

    @Override
    public List<Budget> all(Handle handle) {
        return handle.createQuery("SELECT * FROM budget")
                .map((row, context) -> BudgetTable.read(row))
                .list();
    }

    @Override
    public Delta<OrganisationId, Budget> changed(Handle handle, Collection<Announcement> announcements) {
        List<UUID> announced = Announcement.ids(announcements, "budget");
        List<Budget> present = handle.createQuery("SELECT * FROM budget WHERE organisation = ANY (:organisations)")
                .bindArray("organisations", UUID.class, announced)
                .map((row, context) -> BudgetTable.read(row))
                .list();
        Set<UUID> gone = new HashSet<>(announced);
        present.forEach(budget -> gone.remove(budget.organisation().value()));
        return new Delta<>(present, gone.stream().map(OrganisationId::new).toList());
    }
}
