package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.LiveTests;
import dev.llmmarketplace.core.publishing.livetest.TestMode;
import dev.llmmarketplace.core.publishing.livetest.TestReport;
import dev.llmmarketplace.core.publishing.livetest.TestReportStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls the service before anybody else can. */
public final class TestStep implements Step {
    private final TestMode mode;
    private final LiveTests tests;
    private final TestReportStore reports;
    private final CatalogStore catalog;
    private final InstantSource clock;

    public TestStep(
            TestMode mode, LiveTests tests, TestReportStore reports, CatalogStore catalog, InstantSource clock) {
        this.mode = mode;
        this.tests = tests;
        this.reports = reports;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public Outcome run(Submission submission) {
        if (mode == TestMode.OFF) {
            return new Outcome.PassedOver("Tests of the live service are off in this installation: passed over.");
        }
        if (submission.manifest().endpoints().isEmpty()) {
            return new Outcome.PassedOver("It has no endpoint to call: passed over.");
        }
        Map<String, Secret> credentials = catalog.findVersion(submission.version())
                .map(ServiceVersion::service)
                .map(catalog::credentials)
                .orElse(Map.of());
        TestReport report =
                new TestReport(submission.version(), clock.instant(), tests.run(submission.manifest(), credentials));
        reports.store(report);
        if (mode == TestMode.REQUIRED && report.passed() && report.limited()) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    "The provider takes no more calls for the moment (status 429), so that not all could be tested.");
        }
        return mode == TestMode.REQUIRED && !report.passed()
                ? new Outcome.Refused(Problem.invalid(report.failures().stream()
                        .map(finding -> violation(submission, finding))
                        .toList()))
                : new Outcome.Done(notes(report));
    }

    private static Violation violation(Submission submission, Finding finding) {
        List<String> names = submission.manifest().endpoints().stream()
                .map(endpoint -> endpoint.name())
                .toList();
        String field = names.size() == 1 ? "/endpoint" : "/endpoints/" + names.indexOf(finding.endpoint());
        return new Violation(
                field,
                "an endpoint that passes the test " + finding.test(),
                finding.detail(),
                "Mend the service or the manifest, and hand it in again.");
    }

    private static List<String> notes(TestReport report) {
        List<String> notes = new ArrayList<>();
        for (Finding finding : report.findings()) {
            notes.add(finding.endpoint() + ", " + finding.test() + ": "
                    + finding.outcome().wireName() + ". " + finding.detail());
        }
        return notes;
    }
}
