package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.ProjectStore;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ProjectStore} on PostgreSQL. */
public final class PostgresProjectStore implements ProjectStore {
    private static final String TOPIC = "access";

    private final Database database;

    public PostgresProjectStore(Database database) {
        this.database = database;
    }

    @Override
    public void create(Project project) {
        database.changeFor(project.organisation(), handle -> {
            ProjectTable.insert(handle, project);
            Outbox.append(handle, TOPIC, event("project.created", project));
        });
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        return database.read(handle -> ProjectTable.find(handle, id));
    }

    @Override
    public List<Project> projects(OrganisationId organisation) {
        return database.actingFor(organisation, handle -> ProjectTable.list(handle, organisation));
    }

    @Override
    public Project limit(ProjectId id, Project.Limits limits) {
        return database.write(handle -> {
            Project limited = ProjectTable.limit(handle, id, limits)
                    .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no project " + id + "."));
            Outbox.append(handle, TOPIC, event("project.limited", limited));
            return limited;
        });
    }

    private static Outbox.Entry event(String type, Project project) {
        return new Outbox.Entry(
                type,
                project.id(),
                Map.of("organisation", project.organisation().toString()));
    }
}
