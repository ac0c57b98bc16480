package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.catalog.Residency;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Admission.Refused;
import dev.llmmarketplace.gateway.admit.Throttle.Denial;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.Decimals;
import dev.llmmarketplace.gateway.wire.NextStep;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;

/** How refusals are worded: which limit, how much of it, and what to do about it. */
public final class Refusals {
    private static final String LIMIT_KEY = "PUT /api/v1/keys/{id}/limits";
    private static final String CHANGE_PLAN = "POST /api/v1/subscriptions";
    private static final String STORE_RULES = "PUT /api/v1/consumption";
    private static final String LIMIT_PROJECT = "PUT /api/v1/projects/{id}/limits";

    private Refusals() {}

    static Refused rate(Denial denial, Grant grant, Target target) {
        Rates rates = denial.throttle().rates();
        String who = switch (denial.throttle().scope()) {
            case SUBSCRIPTION -> "The plan '" + grant.subscription().plan().name() + "' allows ";
            case KEY -> "This API key is limited to ";
            case PROJECT -> "The project of this API key is limited to ";
            case SERVICE -> "The provider of '" + target.label() + "' lets all callers together have ";
        };
        String what = switch (denial.kind()) {
            case REQUESTS ->
                rates.windowSeconds() == 1
                        ? rates.requests() + " requests per second and " + rates.burst() + " at once."
                        : rates.requests() + " requests per minute.";
            case TOKENS -> rates.tokensPerMinute() + " tokens per minute.";
            case SEATS -> rates.seats() + " calls in flight.";
        };
        ErrorCode code = switch (denial.kind()) {
            case REQUESTS, TOKENS -> ErrorCode.RATE_LIMITED;
            case SEATS -> ErrorCode.CONCURRENCY_LIMITED;
        };
        return new Refused(new WireError(code, who + what, null, step(denial)), denial.waitNanos(), grant);
    }

    private static NextStep step(Denial denial) {
        String limit = switch (denial.kind()) {
            case REQUESTS ->
                denial.throttle().rates().windowSeconds() == 1 ? "requests_per_second" : "requests_per_minute";
            case TOKENS -> "tokens_per_minute";
            case SEATS -> "concurrency";
        };
        return switch (denial.throttle().scope()) {
            case SUBSCRIPTION -> new NextStep("wait_or_change_plan", "subscription", limit, CHANGE_PLAN);
            case KEY -> new NextStep("wait_or_raise_key_limit", "key", limit, LIMIT_KEY);
            case PROJECT -> new NextStep("wait_or_raise_project_limit", "project", limit, LIMIT_PROJECT);
            case SERVICE -> new NextStep("wait_or_ask_provider", "service", limit, null);
        };
    }

    /** @param needed by the call at the least */
    static WireError quota(LeasedAccount account, long needed) {
        return new WireError(
                ErrorCode.QUOTA_EXHAUSTED,
                "The plan allows " + account.limit() + " tokens this month and " + account.left()
                        + " of them are left; this call may need " + needed + ".",
                null,
                new NextStep("change_plan", "subscription", "tokens_per_month", CHANGE_PLAN));
    }

    /** @param needed by the call at the least */
    static WireError budget(LeasedAccount account, long needed, BudgetOwner owner) {
        return new WireError(
                ErrorCode.BUDGET_EXHAUSTED,
                owner.possessive() + " budget of this month is " + Decimals.ofNanos(account.limit()) + " and "
                        + Decimals.ofNanos(account.left()) + " of it is left; this call may cost "
                        + Decimals.ofNanos(needed) + ".",
                null,
                owner.raise());
    }

    static Refused otherCurrency(Purse purse, Target.Way way, BudgetOwner owner) {
        return Refused.of(new WireError(
                ErrorCode.BUDGET_EXHAUSTED,
                owner.possessive() + " budget is in " + purse.currency() + " and the model is priced in "
                        + way.prices().currency() + ", so the budget cannot cover it.",
                "model",
                owner.changeCurrency()));
    }

    static Refused unknownModel(String model) {
        return Refused.of(new WireError(
                ErrorCode.MODEL_NOT_FOUND,
                "There is no model '" + model
                        + "'. Name it 'provider/service', 'provider/service@1.2.3' or 'model:name'.",
                "model",
                NextStep.of("choose_model", "GET /v1/models")));
    }

    /** @param id as it stands in the path */
    public static WireError unknownService(String id) {
        return new WireError(
                ErrorCode.NOT_FOUND,
                "There is no service '" + id
                        + "'. Address it by its id or as 'provider%2Fservice', with '@1.2.3' behind"
                        + " it for one version.",
                null,
                NextStep.of("choose_service", "GET /api/v1/services"));
    }

    /** Of a request to it that is no opening of a WebSocket. */
    public static WireError opensSockets(Target target) {
        return new WireError(
                ErrorCode.VALIDATION_FAILED,
                "'" + target.label() + "' is reached by a WebSocket: send GET with 'Upgrade: websocket'.",
                "upgrade");
    }

    /** Of the opening of a WebSocket with a service that has none. */
    public static WireError opensNoSockets(Target target) {
        return new WireError(
                ErrorCode.VALIDATION_FAILED,
                "'" + target.label() + "' is not reached by a WebSocket: send POST with the request as its body.",
                "upgrade");
    }

    static Refused noServiceOf(String model) {
        return Refused.of(new WireError(
                ErrorCode.NOT_SUBSCRIBED,
                "There are services for '" + model
                        + "', and this API key may call none of them in this way. Subscribe to"
                        + " one with POST /api/v1/subscriptions.",
                "model",
                NextStep.of("subscribe", "POST /api/v1/subscriptions")));
    }

    static Refused outOfScope(Target target) {
        return Refused.of(new WireError(
                ErrorCode.FORBIDDEN,
                "The API key's scopes do not include '" + target.label() + "'.",
                "model",
                NextStep.of("use_another_key", "POST /api/v1/keys")));
    }

    static Refused denied(Verdict verdict, Target target) {
        Verdict.Grounds grounds = verdict.grounds();
        return Refused.of(new WireError(
                ErrorCode.POLICY_DENIED,
                "The policy '" + grounds.policy() + "' denies calls to '" + target.label() + "': " + grounds.reason(),
                "model",
                new NextStep(
                        "ask_for_exemption",
                        null,
                        null,
                        "GET /api/v1/verdicts",
                        grounds.policy(),
                        grounds.remediation())));
    }

    /** @param ofRequest whether the request itself demands it */
    static Refused outside(Residency residency, Target target, boolean ofRequest) {
        return Refused.of(new WireError(
                ErrorCode.RESIDENCY_DENIED,
                (ofRequest ? "The request may" : "Your organisation's calls may") + " go to " + residency
                        + " only, and '" + target.label() + "' has no endpoint that is known to run there.",
                ofRequest ? "x-marketplace-residency" : "model",
                ofRequest
                        ? new NextStep("widen_residency", null, null, "the same request")
                        : new NextStep("widen_residency", "organisation", "residency", STORE_RULES)));
    }

    static Refused notCallable(Target target) {
        return target.service().status().callable()
                ? refused(
                        ErrorCode.SERVICE_NOT_CALLABLE,
                        "'" + target.label() + "' is listed for information: it has no endpoint, price or credential"
                                + " that this gateway could call it with.")
                : refused(
                        ErrorCode.SERVICE_INACTIVE,
                        "'" + target.label() + "' is "
                                + target.service().status().wireName() + ".");
    }

    static Refused notServed(Target target, Target.Way way, Route route) {
        return refused(
                ErrorCode.VALIDATION_FAILED,
                "'" + target.label() + "' speaks the dialect '" + way.dialect().wireName() + "', in which there is no '"
                        + route.scope() + "'.");
    }

    static Refused notSubscribed(Target target) {
        return Refused.of(new WireError(
                ErrorCode.NOT_SUBSCRIBED,
                "The key's organisation has no subscription to '"
                        + target.service().name() + "'. Subscribe with POST /api/v1/subscriptions.",
                "model",
                NextStep.of("subscribe", "POST /api/v1/subscriptions")));
    }

    private static Refused refused(ErrorCode code, String message) {
        return Refused.of(new WireError(code, message, "model"));
    }
}
