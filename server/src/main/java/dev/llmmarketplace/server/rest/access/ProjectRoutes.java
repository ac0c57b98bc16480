package dev.llmmarketplace.server.rest.access;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.Projects;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.MoneyBody;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects of an organisation, and what the keys of each may take together. */
public final class ProjectRoutes {
    private final Projects projects;

    public ProjectRoutes(Projects projects) {
        this.projects = projects;
    }

    public void register(Routes routes) {
        routes.on("createProject", this::create);
        routes.on("listProjects", this::list);
        routes.on("limitProject", this::limit);
        routes.on("archiveProject", this::archive);
    }

    /** What is absent is not limited. */
    record ProjectLimitsBody(
            @Nullable Long requestsPerMinute,
            @Nullable Long tokensPerMinute,
            @Nullable Integer concurrency,
            @Nullable MoneyBody perMonth) {

        static ProjectLimitsBody from(Project.Limits limits) {
            Money perMonth = limits.perMonth();
            return new ProjectLimitsBody(
                    limits.requestsPerMinute() == 0 ? null : limits.requestsPerMinute(),
                    limits.tokensPerMinute() == 0 ? null : limits.tokensPerMinute(),
                    limits.concurrency() == 0 ? null : limits.concurrency(),
                    perMonth == null ? null : MoneyBody.from(perMonth));
        }

        Project.Limits toLimits() {
            return new Project.Limits(
                    requireNonNullElse(requestsPerMinute, 0L),
                    requireNonNullElse(tokensPerMinute, 0L),
                    requireNonNullElse(concurrency, 0),
                    perMonth == null ? null : perMonth.toMoney());
        }
    }

    record NewProject(
            String name,
            @Nullable ProjectLimitsBody limits,
            @Nullable String organisationId) {}

    record ProjectBody(
            UUID id,
            UUID organisationId,
            String name,
            ProjectLimitsBody limits,
            Instant createdAt,
            @Nullable Instant archivedAt) {
        static ProjectBody from(Project project) {
            return new ProjectBody(
                    project.id().value(),
                    project.organisation().value(),
                    project.name(),
                    ProjectLimitsBody.from(project.limits()),
                    project.createdAt(),
                    project.archivedAt());
        }
    }

    private Answer create(Request request) {
        NewProject body = request.body(NewProject.class);
        Project.Limits limits =
                body.limits() == null ? Project.Limits.NONE : body.limits().toLimits();
        return Answer.created(ProjectBody.from(projects.create(
                request.organisation(Optional.ofNullable(body.organisationId())), body.name(), limits)));
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.whole(projects.list(request.organisation()), ProjectBody::from));
    }

    private Answer archive(Request request) {
        return Answer.ok(ProjectBody.from(projects.archive(request.principal(), ProjectId.parse(request.text("id")))));
    }

    private Answer limit(Request request) {
        Project.Limits limits = request.body(ProjectLimitsBody.class).toLimits();
        return Answer.ok(
                ProjectBody.from(projects.limit(request.principal(), ProjectId.parse(request.text("id")), limits)));
    }
}
