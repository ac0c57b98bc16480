package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** All projects in use. */
final class ProjectSource implements FeedSource<ProjectId, Project> {
    @Override
    public Set<String> kinds() {
        return Set.of("project");
    }

    @Override
    public List<Project> all(Handle handle) {
        return handle.createQuery("SELECT * FROM project WHERE archived_at IS NULL")
                .map((row, context) -> ProjectTable.read(row))
                .list();
    }

    @Override
    public Delta<ProjectId, Project> changed(Handle handle, Collection<Announcement> announcements) {
        List<Project> present = handle.createQuery("SELECT * FROM project WHERE id = ANY (:projects)")
                .bindArray("projects", UUID.class, Announcement.ids(announcements, "project"))
                .map((row, context) -> ProjectTable.read(row))
                .list();
        return new Delta<>(
                present.stream().filter(project -> project.archivedAt() == null).toList(),
                present.stream()
                        .filter(project -> project.archivedAt() != null)
                        .map(Project::id)
                        .toList());
    }
}
