package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.publishing.PublishingRules;
import java.util.ArrayList;
import java.util.List;

/** Holds the manifest to its rules; what is only probably not meant is noted. */
public final class ValidateStep implements Step {
    private final PublishingRules rules;

    public ValidateStep(PublishingRules rules) {
        this.rules = rules;
    }

    @Override
    public Outcome run(Submission submission) {
        ManifestReport report = rules.check(submission.manifest(), submission.strict());
        if (!report.valid()) {
            return new Outcome.Refused(Problem.invalid(report.violations()));
        }
        List<String> notes = new ArrayList<>();
        notes.add("All rules are kept.");
        report.warnings().forEach(warning -> notes.add("Warning: " + sentence(warning)));
        return new Outcome.Done(notes);
    }

    private static String sentence(Violation warning) {
        return warning.field() + " should be " + warning.rule() + "; " + warning.message() + ". " + warning.mend();
    }
}
