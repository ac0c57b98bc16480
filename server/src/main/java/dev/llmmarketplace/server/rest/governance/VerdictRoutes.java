package dev.llmmarketplace.server.rest.governance;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.governance.GovernanceStore;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import dev.llmmarketplace.server.rest.governance.Subjects.SubjectBody;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verdicts that policies have come to. */
public final class VerdictRoutes {
    private final GovernanceStore governance;
    private final Subjects subjects;

    public VerdictRoutes(GovernanceStore governance, AccessStore access, ServiceNames names) {
        this.governance = governance;
        this.subjects = new Subjects(access, names);
    }

    public void register(Routes routes) {
        routes.on("listVerdicts", this::list);
        routes.on("storeVerdict", this::store);
        routes.on("removeVerdict", this::remove);
    }

    record NewVerdict(
            @Nullable String organisationId,
            SubjectBody subject,
            String effect,
            String policy,
            String reason,
            @Nullable String remediation,
            @Nullable String expiresAt) {

        Verdict toVerdict(VerdictId id, Subjects subjects) {
            return new Verdict(
                    id,
                    organisationId == null ? null : OrganisationId.parse(organisationId),
                    subjects.resolve(subject),
                    WireName.parse(Verdict.Effect.class, effect, "/effect"),
                    new Verdict.Grounds(policy, reason, remediation),
                    expiresAt == null ? null : OffsetDateTime.parse(expiresAt).toInstant());
        }
    }

    record VerdictBody(
            UUID id,
            @Nullable UUID organisationId,
            SubjectBody subject,
            String effect,
            String policy,
            String reason,
            @Nullable String remediation,
            @Nullable Instant expiresAt) {

        static VerdictBody from(Verdict verdict, Subjects subjects) {
            OrganisationId consumer = verdict.consumer();
            return new VerdictBody(
                    verdict.id().value(),
                    consumer == null ? null : consumer.value(),
                    subjects.body(verdict.subject()),
                    verdict.effect().wireName(),
                    verdict.grounds().policy(),
                    verdict.grounds().reason(),
                    verdict.grounds().remediation(),
                    verdict.expiresAt());
        }
    }

    /** All of them for who may act for any organisation and names none. */
    private Answer list(Request request) {
        boolean all = request.find("organisation").isEmpty() && request.callerPermits(Permission.ANY_ORGANISATION);
        OrganisationId consumer = all ? null : request.organisation();
        return Answer.ok(PageBody.from(
                governance.verdicts(consumer, request.page()), verdict -> VerdictBody.from(verdict, subjects)));
    }

    private Answer store(Request request) {
        Verdict verdict = request.body(NewVerdict.class).toVerdict(id(request), subjects);
        governance.storeVerdict(verdict);
        return Answer.ok(VerdictBody.from(verdict, subjects));
    }

    private Answer remove(Request request) {
        VerdictId id = id(request);
        if (!governance.removeVerdict(id)) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "There is no verdict " + id + ".");
        }
        return Answer.noContent();
    }

    private static VerdictId id(Request request) {
        return VerdictId.parse(request.text("id"));
    }
}
