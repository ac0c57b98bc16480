package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.LiveTests;
import dev.llmmarketplace.core.publishing.livetest.TestReport;
import dev.llmmarketplace.core.publishing.livetest.TestReportStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calling a service as its manifest says, for its provider and for administrators. */
public final class ServiceTestRoutes {
    private final LiveTests tests;
    private final TestReportStore reports;
    private final CatalogStore catalog;
    private final ServiceLookup lookup;
    private final InstantSource clock;

    public ServiceTestRoutes(
            CatalogStore catalog, ServiceLookup lookup, LiveTests tests, TestReportStore reports, InstantSource clock) {
        this.catalog = catalog;
        this.tests = tests;
        this.reports = reports;
        this.lookup = lookup;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("testService", this::test);
        routes.on("listServiceTests", this::list);
    }

    record ReportBody(UUID versionId, Instant at, boolean passed, List<FindingBody> findings) {
        static ReportBody from(TestReport report) {
            return new ReportBody(
                    report.version().value(),
                    report.at(),
                    report.passed(),
                    report.findings().stream().map(FindingBody::from).toList());
        }
    }

    record FindingBody(
            String endpoint,
            String test,
            String outcome,
            String detail,
            @Nullable Long millis) {
        static FindingBody from(Finding finding) {
            return new FindingBody(
                    finding.endpoint(),
                    finding.test(),
                    finding.outcome().wireName(),
                    finding.detail(),
                    finding.millis());
        }
    }

    private Answer test(Request request) {
        ServiceVersion version = lookup.own(request);
        TestReport report = new TestReport(
                version.id(), clock.instant(), tests.run(version.manifest(), catalog.credentials(version.service())));
        reports.store(report);
        return Answer.ok(ReportBody.from(report));
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.whole(reports.reports(lookup.own(request).id()), ReportBody::from));
    }
}
