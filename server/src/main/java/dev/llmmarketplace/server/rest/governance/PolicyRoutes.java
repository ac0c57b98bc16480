package dev.llmmarketplace.server.rest.governance;

import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicyStore;
import dev.llmmarketplace.core.governance.PolicyTrial;
import dev.llmmarketplace.core.governance.StoredPolicy;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.policy.PolicyReader;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Policies: what there is, what it was before, changing it, and trying out what a change would do. */
public final class PolicyRoutes {
    private final PolicyStore policies;
    private final PolicyReader reader;
    private final PolicyTrial trial;
    private final InstantSource clock;

    public PolicyRoutes(PolicyStore policies, PolicyReader reader, PolicyTrial trial, InstantSource clock) {
        this.policies = policies;
        this.reader = reader;
        this.trial = trial;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("listPolicies", _ -> Answer.ok(PageBody.whole(policies.policies(), PolicyBody::from)));
        routes.on("applyPolicies", this::apply);
        routes.on("tryPolicies", request -> Answer.ok(TrialBody.from(trial.run(read(request)))));
        routes.on(
                "getPolicy",
                request -> Answer.ok(PolicyBody.from(versions(request).getFirst())));
        routes.on("listPolicyVersions", request -> Answer.ok(PageBody.whole(versions(request), PolicyBody::from)));
        routes.on("removePolicy", this::remove);
    }

    private Answer apply(Request request) {
        List<StoredPolicy> stored = policies.store(read(request), now());
        return Answer.ok(PageBody.whole(stored, PolicyBody::from));
    }

    private List<Policy> read(Request request) {
        Syntax syntax = request.content().mediaType().endsWith("yaml") ? Syntax.YAML : Syntax.JSON;
        return reader.read(request.content().bytes(), syntax);
    }

    private List<StoredPolicy> versions(Request request) {
        PolicyId id = id(request);
        List<StoredPolicy> versions = policies.versions(id);
        if (versions.isEmpty()) {
            throw notFound(id);
        }
        return versions;
    }

    private Answer remove(Request request) {
        PolicyId id = id(request);
        if (!policies.remove(id, now())) {
            throw notFound(id);
        }
        return Answer.noContent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static PolicyId id(Request request) {
        return new PolicyId(request.text("policy"));
    }

    private static ProblemException notFound(PolicyId id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no policy '" + id + "'.");
    }
}
