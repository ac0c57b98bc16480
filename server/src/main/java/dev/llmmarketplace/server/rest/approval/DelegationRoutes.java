package dev.llmmarketplace.server.rest.approval;

import dev.llmmarketplace.core.kernel.DelegationId;
import dev.llmmarketplace.core.publishing.approval.Delegation;
import dev.llmmarketplace.core.publishing.approval.Delegations;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approvers let others answer in their place. */
public final class DelegationRoutes {
    private final Delegations delegations;

    public DelegationRoutes(Delegations delegations) {
        this.delegations = delegations;
    }

    public void register(Routes routes) {
        routes.on("listApprovalDelegations", this::list);
        routes.on("grantApprovalDelegation", this::grant);
        routes.on("revokeApprovalDelegation", this::revoke);
    }

    record WantedBody(
            String to,
            @Nullable String from,
            String until,
            @Nullable String reason) {
        Delegations.Wanted toWanted() {
            return new Delegations.Wanted(to, from == null ? null : time(from), time(until), reason);
        }

        private static Instant time(String text) {
            return OffsetDateTime.parse(text).toInstant();
        }
    }

    record DelegationBody(
            UUID id,
            UUID from,
            UUID to,
            Instant startsAt,
            Instant endsAt,
            @Nullable String reason,
            Instant grantedAt,
            @Nullable Instant revokedAt) {
        static DelegationBody from(Delegation delegation) {
            return new DelegationBody(
                    delegation.id().value(),
                    delegation.from().value(),
                    delegation.to().value(),
                    delegation.startsAt(),
                    delegation.endsAt(),
                    delegation.reason(),
                    delegation.grantedAt(),
                    delegation.revokedAt());
        }
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.whole(delegations.list(request.principal()), DelegationBody::from));
    }

    private Answer grant(Request request) {
        Delegations.Wanted wanted = request.body(WantedBody.class).toWanted();
        return Answer.created(DelegationBody.from(delegations.grant(request.principal(), wanted)));
    }

    private Answer revoke(Request request) {
        delegations.revoke(request.principal(), DelegationId.parse(request.text("id")));
        return Answer.noContent();
    }
}
