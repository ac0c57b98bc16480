package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.GovernanceStore;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VerdictId;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link GovernanceStore} on PostgreSQL. */
public final class PostgresGovernanceStore implements GovernanceStore {
    private static final String TOPIC = "governance";

    private final Database database;

    public PostgresGovernanceStore(Database database) {
        this.database = database;
    }

    @Override
    public void storeVerdict(Verdict verdict) {
        database.change(handle -> {
            requireConsumer(handle, verdict.consumer());
            VerdictTable.store(handle, verdict);
            Map<String, String> payload = Map.of(
                    "policy", verdict.grounds().policy(),
                    "effect", verdict.effect().wireName());
            Outbox.append(handle, TOPIC, new Outbox.Entry("verdict.stored", verdict.id(), payload));
        });
    }

    private static void requireConsumer(Handle handle, @Nullable OrganisationId consumer) {
        if (consumer != null && OrganisationTable.find(handle, consumer).isEmpty()) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + consumer + ".");
        }
    }

    @Override
    public boolean removeVerdict(VerdictId id) {
        return database.write(handle -> {
            boolean removed = VerdictTable.remove(handle, id);
            if (removed) {
                Outbox.append(handle, TOPIC, new Outbox.Entry("verdict.removed", id, Map.of()));
            }
            return removed;
        });
    }

    @Override
    public Page<Verdict> verdicts(@Nullable OrganisationId consumer, Page.Request page) {
        return consumer == null
                ? database.read(handle -> VerdictTable.page(handle, page))
                : database.actingFor(consumer, handle -> VerdictTable.page(handle, page));
    }

    @Override
    public int purgeVerdicts(Instant expiredBefore) {
        return database.write(handle -> VerdictTable.purge(handle, expiredBefore));
    }

    @Override
    public ConsumptionRules rules(OrganisationId organisation) {
        return database.actingFor(organisation, handle -> ConsumptionRulesTable.find(handle, organisation))
                .orElseGet(() -> ConsumptionRules.none(organisation));
    }

    @Override
    public void storeRules(ConsumptionRules rules) {
        database.changeFor(rules.organisation(), handle -> {
            ConsumptionRulesTable.store(handle, rules);
            Outbox.append(handle, TOPIC, new Outbox.Entry("consumption.stored", rules.organisation(), Map.of()));
        });
    }
}
