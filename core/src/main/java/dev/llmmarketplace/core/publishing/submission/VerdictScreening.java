package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.GovernanceStore;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes nothing that nobody might call: a verdict about everybody's calls stands against publishing as well. */
public final class VerdictScreening implements PolicyStep.Screening {
    private final GovernanceStore governance;
    private final CatalogStore catalog;
    private final InstantSource clock;

    public VerdictScreening(GovernanceStore governance, CatalogStore catalog, InstantSource clock) {
        this.governance = governance;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public List<String> screen(Submission submission) {
        int read = 0;
        String cursor = null;
        do {
            Page<Verdict> page = governance.verdicts(null, new Page.Request(Page.Request.MAX_LIMIT, cursor));
            for (Verdict verdict : page.items()) {
                read++;
                if (denies(verdict, submission)) {
                    throw denied(verdict.grounds());
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return List.of(read == 0 ? "No verdicts stand." : "None of " + read + " verdicts stands against it.");
    }

    private boolean denies(Verdict verdict, Submission submission) {
        return verdict.consumer() == null
                && verdict.effect() == Verdict.Effect.DENY
                && verdict.counts(clock.millis())
                && covers(verdict.subject(), submission);
    }

    private boolean covers(Subject subject, Submission submission) {
        ServiceManifest manifest = submission.manifest();
        return switch (subject) {
            case Subject.Service(var id) ->
                catalog.findCurrent(manifest.name())
                        .map(ServiceVersion::service)
                        .filter(id::equals)
                        .isPresent();
            case Subject.Model(var name) -> name.equals(manifest.model());
            case Subject.Provider(var id) -> id.equals(submission.by().organisation());
            case Subject.Everything() -> true;
            case Subject.Country(var code) ->
                !manifest.endpoints().isEmpty()
                        && manifest.endpoints().stream().allMatch(endpoint -> code.equals(endpoint.country()));
        };
    }

    private static ProblemException denied(Verdict.Grounds grounds) {
        return new ProblemException(
                ErrorCode.POLICY_DENIED,
                "Policy " + grounds.policy() + ": " + grounds.reason() + remedy(grounds.remediation()));
    }

    private static String remedy(@Nullable String remediation) {
        return Optional.ofNullable(remediation).map(text -> " " + text).orElse("");
    }
}
