package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps projects. Changes write their event ({@code access} topic) in the same transaction and reach every gateway within a
 * second. A project stays, with the usage of its keys. Blocking; thread-safe.
 */
public interface ProjectStore {
    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when the organisation has one of that name */
    void create(Project project);

    Optional<Project> find(ProjectId id);

    /** By name. */
    List<Project> projects(OrganisationId organisation);

    /** @throws dev.llmmarketplace.core.kernel.ProblemException {@code NOT_FOUND} */
    Project limit(ProjectId id, Project.Limits limits);
}
