package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.VersionId;

/**
 * A partner that keeps a register of services, one record for each version, under the version's id. What it cannot be asked
 * is thrown as a {@link dev.llmmarketplace.core.kernel.ProblemException} that is not of the caller's kind. Blocking;
 * thread-safe.
 */
public interface ServiceRegistry {
    /**
     * Makes a version known, provisionally; again without harm.
     *
     * @return what the registry calls it
     * @throws dev.llmmarketplace.core.kernel.ProblemException of the caller's kind when the registry refuses it, among
     *     others because there is another version of that name and number
     */
    String register(VersionId version, ServiceManifest manifest);

    /** Says how it stands with a version; makes it known when it is not. */
    void update(VersionId version, ServiceManifest manifest, ServiceStatus status);

    /** Takes it out again; without harm when it is not there. Another version's record stays. */
    void deregister(VersionId version, ServiceManifest manifest);
}
