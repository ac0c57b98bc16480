package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.catalog.ListingJudgement.Note;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which versions are in the hands of policies: those that are listed, deprecated or not, and those that policies have
 * suspended; imported from public catalogues or published by their providers. Blocking; thread-safe.
 */
public interface ComplianceStore {
    /** Hands all of them to {@code reader}, suspended ones too; one snapshot of time. */
    void readAll(Consumer<ServiceVersion> reader);

    /**
     * Those that were never judged, not since {@code before}, or before a waiver about them was granted, or ran out; at most
     * {@code limit}. What was imported never changes by itself: of it those that were judged by this very basis count as
     * judged for a day.
     *
     * @param basis of the present policies; null when it is not known
     */
    List<ServiceVersion> due(Instant before, Instant now, @Nullable String basis, int limit);

    /** Notes what versions were judged by. Warnings become findings, those that are not repeated are closed. */
    void noteJudged(List<Judged> judged, String basis, Instant at);

    /** @param warnings of policies that are not kept, and of which nothing else follows */
    record Judged(ServiceVersion version, List<Note> warnings) {}

    /**
     * Suspends a version because of {@code findings}; the event ({@code governance} topic, {@code
     * service.suspended}) is written in the same transaction.
     *
     * @return false when it was not callable any more
     */
    boolean suspend(VersionId version, List<PolicyFinding> findings);

    /**
     * Has a version that is suspended because it failed its probes be suspended because of {@code findings} instead. Nothing
     * when it is not any more.
     */
    void hold(VersionId version, List<PolicyFinding> findings);

    /**
     * Takes back what {@link #suspend} did; event {@code service.reinstated}.
     *
     * @return false when it was not suspended by policies any more
     */
    boolean reinstate(VersionId version);
}
