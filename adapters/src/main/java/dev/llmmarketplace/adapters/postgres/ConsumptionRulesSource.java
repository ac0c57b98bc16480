package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What organisations want of their calls; who has said something once is always among them. */
final class ConsumptionRulesSource implements FeedSource<OrganisationId, ConsumptionRules> {
    @Override
    public Set<String> kinds() {
        return Set.of("rules");
    }

    @Override
    public List<ConsumptionRules> all(Handle handle) {
        return handle.createQuery("SELECT * FROM consumption_rules")
                .map((row, context) -> ConsumptionRulesTable.read(row))
                .list();
    }

    @Override
    public Delta<OrganisationId, ConsumptionRules> changed(Handle handle, Collection<Announcement> announcements) {
        List<ConsumptionRules> present = handle.createQuery(
                        "SELECT * FROM consumption_rules WHERE organisation = ANY (:organisations)")
                .bindArray("organisations", UUID.class, Announcement.ids(announcements, "rules"))
                .map((row, context) -> ConsumptionRulesTable.read(row))
                .list();
        return new Delta<>(present, List.of());
    }
}
