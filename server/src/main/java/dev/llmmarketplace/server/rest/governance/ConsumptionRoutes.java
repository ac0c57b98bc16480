package dev.llmmarketplace.server.rest.governance;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.ConsumptionRules;
import dev.llmmarketplace.core.governance.GovernanceStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What an organisation wants of all its calls. */
public final class ConsumptionRoutes {
    private final GovernanceStore governance;
    private final InstantSource clock;

    public ConsumptionRoutes(GovernanceStore governance, InstantSource clock) {
        this.governance = governance;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getConsumption", this::get);
        routes.on("storeConsumption", this::store);
    }

    /**
     * @param residency empty for anywhere
     * @param cacheSeconds 0 for never
     */
    record ConsumptionBody(List<String> residency, int cacheSeconds) {
        static ConsumptionBody from(ConsumptionRules rules) {
            return new ConsumptionBody(
                    List.copyOf(rules.residency().places()),
                    Math.toIntExact(rules.cacheFor().toSeconds()));
        }
    }

    private Answer get(Request request) {
        return Answer.ok(ConsumptionBody.from(governance.rules(request.organisation())));
    }

    private Answer store(Request request) {
        ConsumptionBody body = request.body(ConsumptionBody.class);
        ConsumptionRules rules = new ConsumptionRules(
                request.organisation(),
                Residency.of(body.residency()),
                Duration.ofSeconds(body.cacheSeconds()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        governance.storeRules(rules);
        return Answer.ok(ConsumptionBody.from(rules));
    }
}
