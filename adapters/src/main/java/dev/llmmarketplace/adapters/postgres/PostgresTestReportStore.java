package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.TestReport;
import dev.llmmarketplace.core.publishing.livetest.TestReportStore;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link TestReportStore} on PostgreSQL. */
public final class PostgresTestReportStore implements TestReportStore {
    private final Database database;

    public PostgresTestReportStore(Database database) {
        this.database = database;
    }

    @Override
    public void store(TestReport report) {
        database.change(handle -> handle.createUpdate("""
            INSERT INTO test_report (version, at, findings) VALUES (:version, :at, CAST(:findings AS jsonb))
            ON CONFLICT DO NOTHING
            """)
                .bind("version", report.version().value())
                .bind("at", report.at())
                .bind("findings", CatalogJson.write(report.findings()))
                .execute());
    }

    @Override
    public List<TestReport> reports(VersionId version) {
        return database.read(handle -> handle.createQuery("""
            SELECT at, findings FROM test_report WHERE version = :version ORDER BY at DESC LIMIT 20
            """)
                .bind("version", version.value())
                .map((row, context) -> new TestReport(
                        version,
                        Columns.instant(row, "at"),
                        Arrays.stream(CatalogJson.read(row.getString("findings"), Stored[].class))
                                .map(Stored::toFinding)
                                .toList()))
                .list());
    }

    /** A finding as it lies in the column: with the wire name of its outcome. */
    private record Stored(
            String endpoint,
            String test,
            String outcome,
            String detail,
            @Nullable Long millis) {
        Finding toFinding() {
            return new Finding(
                    endpoint, test, WireName.parse(Finding.Outcome.class, outcome, "outcome"), detail, millis);
        }
    }
}
