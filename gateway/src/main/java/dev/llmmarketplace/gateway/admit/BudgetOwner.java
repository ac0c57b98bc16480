package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.gateway.wire.NextStep;

/** Whose budget limits a call, and how a refusal speaks of it. */
enum BudgetOwner {
    ORGANISATION("organisation", "The organisation's", "raise_budget", "PUT /api/v1/budget"),
    PROJECT("project", "The project's", "raise_project_budget", "PUT /api/v1/projects/{id}/limits"),
    KEY("key", "This API key's", "raise_key_budget", "PUT /api/v1/keys/{id}/limits");

    private final String scope;
    private final String possessive;
    private final String action;
    private final String request;

    BudgetOwner(String scope, String possessive, String action, String request) {
        this.scope = scope;
        this.possessive = possessive;
        this.action = action;
        this.request = request;
    }

    /** {@code This API key's} */
    String possessive() {
        return possessive;
    }

    NextStep raise() {
        return new NextStep(action, scope, LimitState.BUDGET, request);
    }

    NextStep changeCurrency() {
        return new NextStep("change_budget_currency", scope, LimitState.BUDGET, request);
    }
}
