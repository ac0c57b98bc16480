package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.time.InstantSource;
import java.util.List;

/** Makes, shows, limits and archives projects. Blocking; thread-safe. */
public final class Projects {
    private final ProjectStore store;
    private final InstantSource clock;

    public Projects(ProjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public Project create(OrganisationId organisation, String name, Project.Limits limits) {
        Project project = new Project(ProjectId.next(), organisation, name, limits, clock.instant());
        store.create(project);
        return project;
    }

    public List<Project> list(OrganisationId organisation) {
        return store.projects(organisation);
    }

    /** @throws ProblemException {@code NOT_FOUND}, also for another organisation's project and an archived one */
    public Project limit(Principal who, ProjectId id, Project.Limits limits) {
        Project project = reachable(who, id);
        if (project.archivedAt() != null) {
            throw unknown(id);
        }
        return store.limit(project.id(), limits);
    }

    /**
     * Its keys are revoked; what they used stays.
     *
     * @throws ProblemException {@code NOT_FOUND}, also for another organisation's project
     */
    public Project archive(Principal who, ProjectId id) {
        return store.archive(reachable(who, id).id(), clock.instant());
    }

    private Project reachable(Principal who, ProjectId id) {
        return store.find(id)
                .filter(found ->
                        who.organisation().equals(found.organisation()) || who.permits(Permission.ANY_ORGANISATION))
                .orElseThrow(() -> unknown(id));
    }

    /** @throws ProblemException {@code NOT_FOUND} when it is none of that organisation's, or archived */
    public Project require(OrganisationId organisation, ProjectId id) {
        return store.find(id)
                .filter(found -> found.organisation().equals(organisation) && found.archivedAt() == null)
                .orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(ProjectId id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no project " + id + ".");
    }
}
