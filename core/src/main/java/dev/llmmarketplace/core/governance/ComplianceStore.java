package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which versions are in the hands of policies: those that their providers have published and that can be called, deprecated
 * or not, and those that policies have suspended. What was imported from public catalogues cannot be called, is nobody's promise, and is not among them.
 * Blocking; thread-safe.
 */
public interface ComplianceStore {
    /** Hands all of them to {@code reader}, suspended ones too; one snapshot of time. */
    void readAll(Consumer<ServiceVersion> reader);

    /**
     * Those that were never judged, not since {@code before}, or before a waiver about them was granted, or ran out; at most
     * {@code limit}.
     */
    List<ServiceVersion> due(Instant before, Instant now, int limit);

    /** Notes what versions were judged by. */
    void noteJudged(List<VersionId> versions, String basis, Instant at);

    /**
     * Suspends a version because of {@code findings}; the event ({@code governance} topic, {@code
     * service.suspended}) is written in the same transaction.
     *
     * @return false when it was not callable any more
     */
    boolean suspend(VersionId version, List<PolicyFinding> findings);

    /**
     * Takes back what {@link #suspend} did; event {@code service.reinstated}.
     *
     * @return false when it was not suspended by policies any more
     */
    boolean reinstate(VersionId version);
}
