package dev.llmmarketplace.core.publishing.livetest;

import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.List;

/** All findings about one version at one time. */
public record TestReport(VersionId version, Instant at, List<Finding> findings) {
    public TestReport {
        findings = List.copyOf(findings);
    }

    public boolean passed() {
        return failures().isEmpty();
    }

    public List<Finding> failures() {
        return findings.stream()
                .filter(finding -> finding.outcome() == Finding.Outcome.FAILED)
                .toList();
    }

    /** True when something could not be told because the provider takes no more calls for the moment. */
    public boolean limited() {
        return findings.stream().anyMatch(finding -> finding.outcome() == Finding.Outcome.LIMITED);
    }
}
