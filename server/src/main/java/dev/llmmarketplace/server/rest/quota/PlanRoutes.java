package dev.llmmarketplace.server.rest.quota;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans. */
public final class PlanRoutes {
    private final QuotaStore quota;

    public PlanRoutes(QuotaStore quota) {
        this.quota = quota;
    }

    public void register(Routes routes) {
        routes.on("listPlans", this::list);
        routes.on("storePlan", this::store);
    }

    record NewPlan(
            String name,
            int requestsPerSecond,
            int burst,
            @Nullable Long tokensPerMonth,
            @Nullable Integer concurrency,
            @Nullable Long tokensPerMinute) {
        Plan toPlan() {
            return new Plan(
                    PlanId.next(),
                    name,
                    requestsPerSecond,
                    burst,
                    requireNonNullElse(tokensPerMonth, 0L),
                    requireNonNullElse(concurrency, 0),
                    requireNonNullElse(tokensPerMinute, 0L));
        }
    }

    private Answer list(Request request) {
        List<Plan> plans = quota.plans().stream()
                .sorted(Comparator.comparingInt(Plan::requestsPerSecond).thenComparing(Plan::name))
                .toList();
        return Answer.ok(PageBody.whole(plans, PlanBody::from));
    }

    private Answer store(Request request) {
        return Answer.ok(
                PlanBody.from(quota.storePlan(request.body(NewPlan.class).toPlan())));
    }
}
