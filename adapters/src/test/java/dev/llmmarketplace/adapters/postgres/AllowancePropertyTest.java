package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.quota.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever gateways do with a budget, in whatever order: what is spent and what is out never exceed it together. */
class AllowancePropertyTest {
    @Property(tries = 40)
    void theAccountIsAsTheModelSays(
            @ForAll Engine engine,
            @ForAll @IntRange(max = 300) int limit,
            @ForAll("steps") @Size(min = 1, max = 15) List<GatewayStep> steps) {
        AllowanceModel model = model(engine, limit);

        for (GatewayStep step : steps) {
            model.take(step);
            model.compare();
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void gatewaysAtTheSameTimeStayWithinTheLimitToo(
            @ForAll Engine engine,
            @ForAll @IntRange(min = 1, max = 300) int limit,
            @ForAll("steps") @Size(12) List<GatewayStep> steps)
            throws InterruptedException, ExecutionException {
        OrganisationId organisation = organisation(engine, limit);
        List<AllowanceModel> gateways = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                AllowanceModel gateway = new AllowanceModel(engine.shared().stores(), organisation, limit);
                gateways.add(gateway);
                runs.add(threads.submit(() -> steps.forEach(gateway::take)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }

        long spent = gateways.stream().mapToLong(AllowanceModel::spent).sum();
        long leased = gateways.stream().mapToLong(AllowanceModel::leased).sum();
        assertThat(spent + leased).isLessThanOrEqualTo(limit);
        assertThat(gateways.getFirst().state().spent()).isEqualTo(spent);
        assertThat(gateways.getFirst().state().leased()).isEqualTo(leased);
    }

    @Provide
    Arbitrary<List<GatewayStep>> steps() {
        Arbitrary<Integer> holder = Arbitraries.integers().between(0, 2);
        Arbitrary<Integer> units = Arbitraries.integers().between(1, 120);
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Combinators.combine(holder, units).<GatewayStep>as(GatewayStep.Lease::new)),
                        Tuple.of(4, Combinators.combine(holder, units).<GatewayStep>as(GatewayStep.Ship::new)),
                        Tuple.of(2, Combinators.combine(holder, units).<GatewayStep>as(GatewayStep.GiveBack::new)),
                        Tuple.of(1, holder.<GatewayStep>map(GatewayStep.ShipAgain::new)),
                        Tuple.of(1, holder.<GatewayStep>map(GatewayStep.Reclaim::new)))
                .list();
    }

    private static AllowanceModel model(Engine engine, long limit) {
        return new AllowanceModel(engine.shared().stores(), organisation(engine, limit), limit);
    }

    private static OrganisationId organisation(Engine engine, long limit) {
        Organisation organisation = Examples.organisation();
        engine.shared().stores().access().createOrganisation(organisation);
        engine.shared().stores().quota().storeBudget(new Budget(organisation.id(), new Money(limit, "USD")));
        return organisation.id();
    }
}
