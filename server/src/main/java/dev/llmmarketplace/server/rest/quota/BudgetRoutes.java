package dev.llmmarketplace.server.rest.quota;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.ProjectStore;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Budget;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.MoneyBody;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import java.time.InstantSource;

/** What an organisation may spend, and how that stands. */
public final class BudgetRoutes {
    private final QuotaStore quota;
    private final AccessStore access;
    private final ProjectStore projects;
    private final ServiceNames names;
    private final InstantSource clock;

    public BudgetRoutes(
            QuotaStore quota, AccessStore access, ProjectStore projects, ServiceNames names, InstantSource clock) {
        this.quota = quota;
        this.access = access;
        this.projects = projects;
        this.names = names;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getBudget", this::get);
        routes.on("storeBudget", this::store);
        routes.on("removeBudget", this::remove);
        routes.on("listAllowances", this::allowances);
    }

    record BudgetBody(MoneyBody perMonth) {
        static BudgetBody from(Budget budget) {
            return new BudgetBody(MoneyBody.from(budget.perMonth()));
        }
    }

    private Answer get(Request request) {
        return Answer.ok(BudgetBody.from(quota.findBudget(request.organisation())
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.NOT_FOUND, "There is no budget; spending is not limited."))));
    }

    private Answer store(Request request) {
        Budget budget = new Budget(
                request.organisation(),
                request.body(BudgetBody.class).perMonth().toMoney());
        quota.storeBudget(budget);
        return Answer.ok(BudgetBody.from(budget));
    }

    private Answer remove(Request request) {
        quota.removeBudget(request.organisation());
        return Answer.noContent();
    }

    private Answer allowances(Request request) {
        OrganisationId organisation = request.organisation();
        return Answer.ok(PageBody.whole(
                quota.accounts(organisation, clock.instant()),
                state -> AllowanceBody.from(state, name(state.account()))));
    }

    private String name(Account account) {
        return switch (account.unit()) {
            case NANOS ->
                access.findOrganisation(new OrganisationId(account.owner()))
                        .map(Organisation::slug)
                        .or(() -> projects.find(new ProjectId(account.owner())).map(Project::name))
                        .or(() -> access.findKey(new KeyId(account.owner())).map(ApiKey::name))
                        .orElse("");
            case TOKENS ->
                quota.findSubscription(new SubscriptionId(account.owner()))
                        .map(subscription -> names.of(subscription.service()))
                        .orElse("");
        };
    }
}
