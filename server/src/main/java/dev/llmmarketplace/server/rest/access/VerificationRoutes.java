package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Verifications;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.InstantSource;
import java.util.Optional;

/** Whether somebody has made sure of an organisation. */
public final class VerificationRoutes {
    private final AccessStore access;
    private final Verifications verifications;
    private final InstantSource clock;

    public VerificationRoutes(AccessStore access, Verifications verifications, InstantSource clock) {
        this.access = access;
        this.verifications = verifications;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getVerification", this::get);
        routes.on("storeVerification", this::store);
    }

    record VerificationBody(boolean verified) {}

    private Answer get(Request request) {
        return Answer.ok(new VerificationBody(verifications.verified(organisation(request))));
    }

    private Answer store(Request request) {
        VerificationBody body = request.body(VerificationBody.class);
        verifications.verify(organisation(request), body.verified(), clock.instant());
        return Answer.ok(body);
    }

    private OrganisationId organisation(Request request) {
        OrganisationId id = request.organisation(Optional.of(request.text("id")));
        if (access.findOrganisation(id).isEmpty()) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + id + ".");
        }
        return id;
    }
}
