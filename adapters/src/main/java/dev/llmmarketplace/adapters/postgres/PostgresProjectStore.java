package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.ProjectStore;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.time.Instant;
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
            Outbox.append(handle, TOPIC, event(EventType.PROJECT_CREATED, project));
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
            Project limited = ProjectTable.limit(handle, id, limits).orElseThrow(() -> ProjectTable.unknown(id));
            Outbox.append(handle, TOPIC, event(EventType.PROJECT_LIMITED, limited));
            return limited;
        });
    }

    @Override
    public Project archive(ProjectId id, Instant at) {
        return database.write(handle -> {
            Optional<Project> archived = ProjectTable.archive(handle, id, at);
            archived.ifPresent(project -> {
                Outbox.append(handle, TOPIC, event(EventType.PROJECT_ARCHIVED, project));
                ApiKeyTable.revokeAllOf(handle, id, at)
                        .forEach(key -> KeyEvents.tell(handle, EventType.KEY_REVOKED, key));
            });
            return archived.or(() -> ProjectTable.find(handle, id)).orElseThrow(() -> ProjectTable.unknown(id));
        });
    }

    private static Outbox.Entry event(EventType type, Project project) {
        Map<String, String> data = Map.of("projectId", project.id().toString(), "name", project.name());
        return Outbox.Entry.own(type, project.id(), project.organisation(), data);
    }
}
