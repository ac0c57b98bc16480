package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.PublishingRules;
import java.util.ArrayList;
import java.util.List;

/** Holds the manifest to the operator's policies. What asks for approval is noted here, and waits in its phase. */
public final class PolicyScreening implements PolicyStep.Screening {
    private final PublishingRules rules;

    public PolicyScreening(PublishingRules rules) {
        this.rules = rules;
    }

    /** @throws ProblemException {@code VALIDATION_FAILED} with all policies that block */
    @Override
    public List<String> screen(Submission submission) {
        ManifestReport judged = rules.judge(submission.manifest());
        ManifestReport report = submission.strict() ? judged.strictly() : judged;
        if (!report.valid()) {
            throw new ProblemException(Problem.invalid(report.violations()));
        }
        List<String> notes = new ArrayList<>();
        notes.add(report.warnings().isEmpty() ? "All policies are kept." : "No policy blocks it.");
        report.warnings().forEach(warning -> notes.add("Policy: " + sentence(warning)));
        return notes;
    }

    private static String sentence(Violation warning) {
        return "it should be " + warning.rule() + "; " + warning.message() + ". " + warning.mend();
    }
}
