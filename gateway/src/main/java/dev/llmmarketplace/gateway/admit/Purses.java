package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.quota.Budget;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The budgets by organisation; one without a budget may spend what it likes. */
public final class Purses implements Feed.Listener<OrganisationId, Budget> {
    private volatile Map<OrganisationId, Purse> byOrganisation = new ConcurrentHashMap<>();

    @Nullable
    Purse find(OrganisationId organisation) {
        return byOrganisation.get(organisation);
    }

    @Override
    public void replaced(Collection<Budget> all) {
        Map<OrganisationId, Purse> fresh = new ConcurrentHashMap<>();
        all.forEach(budget ->
                fresh.put(budget.organisation(), new Purse(budget.organisation().value(), budget.perMonth())));
        byOrganisation = fresh;
    }

    @Override
    public void changed(List<Budget> present, List<OrganisationId> gone) {
        present.forEach(budget -> byOrganisation.put(
                budget.organisation(), new Purse(budget.organisation().value(), budget.perMonth())));
        gone.forEach(byOrganisation::remove);
    }
}
