package dev.llmmarketplace.server.rest.metering;

import dev.llmmarketplace.core.metering.LedgerAudit;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.List;

/** The books, checked against each other. */
public final class LedgerRoutes {
    private final LedgerAudit audit;

    public LedgerRoutes(LedgerAudit audit) {
        this.audit = audit;
    }

    public void register(Routes routes) {
        routes.on("verifyLedger", this::verify);
    }

    record DifferenceBody(String rule, String subject, String expected, String found) {
        static DifferenceBody from(LedgerAudit.Difference difference) {
            return new DifferenceBody(
                    difference.rule(), difference.subject(), difference.expected(), difference.found());
        }
    }

    record ReportBody(boolean inOrder, long records, long entries, long differences, List<DifferenceBody> shown) {
        static ReportBody from(LedgerAudit.Report report) {
            return new ReportBody(
                    report.inOrder(),
                    report.records(),
                    report.entries(),
                    report.differences(),
                    report.shown().stream().map(DifferenceBody::from).toList());
        }
    }

    private Answer verify(Request request) {
        return Answer.ok(ReportBody.from(audit.run()));
    }
}
