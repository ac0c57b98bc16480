package dev.llmmarketplace.server.rest.governance;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.Waive;
import dev.llmmarketplace.core.governance.Waiver;
import dev.llmmarketplace.core.governance.WaiverStore;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WaiverId;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Exceptions from policies. */
public final class WaiverRoutes {
    private final Waive waive;
    private final WaiverStore waivers;

    public WaiverRoutes(Waive waive, WaiverStore waivers) {
        this.waive = waive;
        this.waivers = waivers;
    }

    public void register(Routes routes) {
        routes.on("listWaivers", this::list);
        routes.on("grantWaiver", this::grant);
        routes.on("revokeWaiver", this::revoke);
    }

    record NewWaiver(String policy, String service, String reason, String expiresAt) {}

    record WaiverBody(
            UUID id,
            String policy,
            String service,
            String reason,
            UUID approver,
            Instant grantedAt,
            Instant expiresAt) {
        static WaiverBody from(Waiver waiver) {
            return new WaiverBody(
                    waiver.id().value(),
                    waiver.policy().value(),
                    waiver.service().toString(),
                    waiver.reason(),
                    waiver.approver().value(),
                    waiver.grantedAt(),
                    waiver.expiresAt());
        }
    }

    /** All of them for who may act for any organisation and names none. */
    private Answer list(Request request) {
        boolean all = request.find("organisation").isEmpty() && request.callerPermits(Permission.ANY_ORGANISATION);
        OrganisationId provider = all ? null : request.organisation();
        return Answer.ok(PageBody.from(waivers.waivers(provider, request.page()), WaiverBody::from));
    }

    private Answer grant(Request request) {
        NewWaiver body = request.body(NewWaiver.class);
        Instant expiry = OffsetDateTime.parse(body.expiresAt()).toInstant().truncatedTo(ChronoUnit.MICROS);
        Waiver waiver = waive.grant(
                request.principal(),
                new PolicyId(body.policy()),
                ServiceName.parse(body.service()),
                new Waive.Terms(body.reason(), expiry));
        return Answer.created(WaiverBody.from(waiver));
    }

    private Answer revoke(Request request) {
        WaiverId id = WaiverId.parse(request.text("id"));
        if (!waivers.revoke(id)) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "There is no waiver " + id + ".");
        }
        return Answer.noContent();
    }
}
