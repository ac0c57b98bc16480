package dev.llmmarketplace.core.publishing.livetest;

import dev.llmmarketplace.core.kernel.VersionId;
import java.util.List;

/** Keeps the reports of versions. Blocking; thread-safe. */
public interface TestReportStore {
    void store(TestReport report);

    /** The last twenty, the newest first. */
    List<TestReport> reports(VersionId version);
}
