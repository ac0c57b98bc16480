package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps projects. Changes write their event ({@code access} topic) in the same transaction and reach every gateway within a
 * second. A project that is archived stays for the sake of what its keys used. Blocking; thread-safe.
 */
public interface ProjectStore {
    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when the organisation has one of that name */
    void create(Project project);

    /** Archived or not. */
    Optional<Project> find(ProjectId id);

    /** Those in use, by name. */
    List<Project> projects(OrganisationId organisation);

    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code NOT_FOUND} */
    Project limit(ProjectId id, Project.Limits limits);

    /**
     * Takes it out of use and revokes its keys, in one step; no key is made in it from then on. Archiving again changes
     * nothing.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code NOT_FOUND}
     */
    Project archive(ProjectId id, Instant at);
}
