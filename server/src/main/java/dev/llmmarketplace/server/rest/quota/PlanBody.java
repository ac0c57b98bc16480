package dev.llmmarketplace.server.rest.quota;

import dev.llmmarketplace.core.quota.Plan;
import java.util.UUID;

record PlanBody(
        UUID id,
        String name,
        int requestsPerSecond,
        int burst,
        long tokensPerMonth,
        int concurrency,
        long tokensPerMinute) {
    static PlanBody from(Plan plan) {
        return new PlanBody(
                plan.id().value(),
                plan.name(),
                plan.requestsPerSecond(),
                plan.burst(),
                plan.tokensPerMonth(),
                plan.concurrency(),
                plan.tokensPerMinute());
    }
}
