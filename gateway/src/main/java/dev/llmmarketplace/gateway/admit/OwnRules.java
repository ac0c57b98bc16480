package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.event.Feed;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What organisations want of their calls, by organisation. */
public final class OwnRules implements Feed.Listener<OrganisationId, ConsumptionRules> {
    private volatile Map<OrganisationId, ConsumptionRules> byOrganisation = new ConcurrentHashMap<>();

    /** Null when it wants nothing in particular. */
    public @Nullable ConsumptionRules find(OrganisationId organisation) {
        return byOrganisation.get(organisation);
    }

    @Override
    public void replaced(Collection<ConsumptionRules> all) {
        Map<OrganisationId, ConsumptionRules> fresh = new ConcurrentHashMap<>();
        all.forEach(rules -> fresh.put(rules.organisation(), rules));
        byOrganisation = fresh;
    }

    @Override
    public void changed(List<ConsumptionRules> present, List<OrganisationId> gone) {
        present.forEach(rules -> byOrganisation.put(rules.organisation(), rules));
        gone.forEach(byOrganisation::remove);
    }
}
