package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.publishing.Decide;
import dev.llmmarketplace.core.publishing.Decision;
import dev.llmmarketplace.core.publishing.Deprecate;
import dev.llmmarketplace.core.publishing.approval.Approval;
import dev.llmmarketplace.core.publishing.approval.ApprovalStore;
import dev.llmmarketplace.core.publishing.approval.Approvals;
import dev.llmmarketplace.core.publishing.submission.Submit;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.OperationHandler;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Approving, rejecting, suspending, reinstating and deprecating versions. */
public final class DecisionRoutes {
    private final Deciding deciding;
    private final Deprecate deprecate;
    private final Providers providers;
    private final ServiceLookup lookup;

    public DecisionRoutes(Deciding deciding, Deprecate deprecate, ServiceLookup lookup, Providers providers) {
        this.deciding = deciding;
        this.deprecate = deprecate;
        this.providers = providers;
        this.lookup = lookup;
    }

    /** What decisions are carried out with. */
    public record Deciding(Decide decide, ApprovalStore questions, Approvals approvals, Submit submit) {}

    public void register(Routes routes) {
        routes.on("approveServiceVersion", decision(Decision.APPROVE));
        routes.on("rejectServiceVersion", decision(Decision.REJECT));
        routes.on("suspendServiceVersion", decision(Decision.SUSPEND));
        routes.on("reinstateServiceVersion", decision(Decision.REINSTATE));
        routes.on("deprecateServiceVersion", this::deprecate);
    }

    record Reason(@Nullable String reason) {}

    record Announcement(
            @Nullable String reason,
            @Nullable String sunsetAt,
            @Nullable String successor) {
        Farewell toFarewell() {
            return new Farewell(
                    sunsetAt == null ? null : OffsetDateTime.parse(sunsetAt).toInstant(), successor);
        }
    }

    private Answer deprecate(Request request) {
        Announcement body = request.bodyIfAny(Announcement.class).orElse(new Announcement(null, null, null));
        ServiceVersion version =
                deprecate.deprecate(request.principal(), lookup.version(request), body.toFarewell(), body.reason());
        return Answer.ok(ServiceBody.from(version, providers, true));
    }

    /** A version about which approvers are asked is decided by their answers, any other at once. */
    private ServiceVersion decide(Principal who, Decision decision, ServiceVersion version, @Nullable String reason) {
        Optional<Approval> asked =
                deciding.questions().find(version.id()).filter(approval -> approval.state() == Approval.State.PENDING);
        Optional<Approval.Answer> answer = decision.answer();
        if (asked.isEmpty() || answer.isEmpty()) {
            ServiceVersion decided = deciding.decide().decide(who, decision, version, reason);
            deciding.submit().decided(decided.id());
            return decided;
        }
        who.requireOrganisation(version.provider());
        deciding.approvals().answer(who, asked.get(), answer.get(), reason, OptionalLong.empty());
        deciding.submit().decided(version.id());
        return deciding.decide().present(version);
    }

    private OperationHandler decision(Decision decision) {
        return request -> {
            String reason = request.bodyIfAny(Reason.class).map(Reason::reason).orElse(null);
            ServiceVersion version = decide(request.principal(), decision, lookup.version(request), reason);
            boolean own = new Visibility(request.caller()).own(version.provider());
            return Answer.ok(ServiceBody.from(version, providers, own));
        };
    }
}
