package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which versions are probed when, how they stand, and what their providers should look at. Blocking; thread-safe, also
 * among processes: what is claimed is one prober's until its time is over.
 */
public interface ProbeStore {
    /**
     * Takes in what is listed with an endpoint and was not there before, but no imports.
     *
     * @param within by when each is due, at a moment of its own
     */
    void enrol(Instant now, Duration within);

    /** One that is due, if any; it is due again at {@code until} unless something is recorded before. */
    Optional<Due> claim(Instant now, Instant until);

    /** @param quarantined it is suspended because its probes failed */
    record Due(VersionId version, Standing standing, boolean quarantined) {}

    /** Not probed any more. */
    void forget(VersionId version);

    /** When it is due again; nothing was found out. */
    void postpone(VersionId version, Instant due);

    /**
     * Notes what was found. Complaints open findings, or refresh those that are open; what is as it should be closes them.
     * Whatever was not looked at stays as it is. Each opening and closing writes its event ({@code publishing} topic, {@code
     * finding.opened}, {@code finding.closed}) in the same transaction.
     */
    void record(ServiceVersion version, Standing standing, List<Check> checks, Instant due);

    /**
     * Suspends it until it serves again; its event ({@code governance} topic, {@code service.suspended}) is written in the
     * same transaction.
     *
     * @return false when it was not callable any more
     */
    boolean quarantine(VersionId version, String reason);

    /**
     * Takes back what {@link #quarantine} did; event {@code service.reinstated}.
     *
     * @return false when it was not in quarantine any more
     */
    boolean readmit(VersionId version);

    /** Some that are listed and have an endpoint, at random. */
    List<ServiceVersion> sample(int limit);

    /** Open ones first, then the newest first; a hundred at the most. */
    List<ListingFinding> findings(ServiceId service);
}
