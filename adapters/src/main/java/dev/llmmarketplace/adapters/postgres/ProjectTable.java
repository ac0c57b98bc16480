package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The statements on {@code project}. */
final class ProjectTable {
    private ProjectTable() {}

    static void insert(Handle handle, Project project) {
        int inserted = bindLimits(handle.createUpdate("""
                        INSERT INTO project (id, organisation, name, requests_per_minute, tokens_per_minute, concurrency,
                                             budget_nanos, budget_currency, created_at)
                        VALUES (:id, :organisation, :name, :requestsPerMinute, :tokensPerMinute, :concurrency,
                                :budget, :currency, :createdAt)
                        ON CONFLICT (organisation, name) WHERE archived_at IS NULL DO NOTHING
                        """), project.limits())
                .bind("id", project.id().value())
                .bind("organisation", project.organisation().value())
                .bind("name", project.name())
                .bind("createdAt", project.createdAt())
                .execute();
        if (inserted == 0) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The organisation has a project '" + project.name() + "' already.");
        }
    }

    static Optional<Project> find(Handle handle, ProjectId id) {
        return handle.createQuery("SELECT * FROM project WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Project> list(Handle handle, OrganisationId organisation) {
        return handle.createQuery("""
                        SELECT * FROM project WHERE organisation = :organisation AND archived_at IS NULL ORDER BY name
                        """)
                .bind("organisation", organisation.value())
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<Project> limit(Handle handle, ProjectId id, Project.Limits limits) {
        return bindLimits(handle.createQuery("""
                        UPDATE project SET requests_per_minute = :requestsPerMinute,
                                           tokens_per_minute = :tokensPerMinute, concurrency = :concurrency,
                                           budget_nanos = :budget, budget_currency = :currency
                        WHERE id = :id RETURNING *
                        """), limits)
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Empty when it is unknown or archived already. */
    static Optional<Project> archive(Handle handle, ProjectId id, Instant at) {
        return handle.createQuery("""
                        UPDATE project SET archived_at = :at WHERE id = :id AND archived_at IS NULL RETURNING *
                        """)
                .bind("id", id.value())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    /**
     * Keeps it from being archived until the transaction ends.
     *
     * @throws ProblemException {@code NOT_FOUND} when it is unknown or archived
     */
    static void holdOpen(Handle handle, ProjectId id) {
        boolean open = handle.createQuery("SELECT id FROM project WHERE id = :id AND archived_at IS NULL FOR SHARE")
                .bind("id", id.value())
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
        if (!open) {
            throw unknown(id);
        }
    }

    static ProblemException unknown(ProjectId id) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no project " + id + ".");
    }

    /** The projects of those keys that are in one. */
    static Map<KeyId, ProjectId> ofKeys(Handle handle, Collection<KeyId> keys) {
        Map<KeyId, ProjectId> projects = new HashMap<>();
        handle.createQuery("SELECT id, project FROM api_key WHERE id = ANY (:keys) AND project IS NOT NULL")
                .bindArray("keys", UUID.class, keys.stream().map(KeyId::value).toList())
                .map((row, context) ->
                        Map.entry(new KeyId(Columns.uuid(row, "id")), new ProjectId(Columns.uuid(row, "project"))))
                .forEach(entry -> projects.put(entry.getKey(), entry.getValue()));
        return projects;
    }

    private static <S extends SqlStatement<S>> S bindLimits(S statement, Project.Limits limits) {
        Money budget = limits.perMonth();
        return statement
                .bind("requestsPerMinute", limits.requestsPerMinute())
                .bind("tokensPerMinute", limits.tokensPerMinute())
                .bind("concurrency", limits.concurrency())
                .bind("budget", budget == null ? null : budget.nanos())
                .bind("currency", budget == null ? null : budget.currency());
    }

    static Project read(ResultSet row) throws SQLException {
        String currency = row.getString("budget_currency");
        return new Project(
                new ProjectId(Columns.uuid(row, "id")),
                new OrganisationId(Columns.uuid(row, "organisation")),
                row.getString("name"),
                new Project.Limits(
                        row.getLong("requests_per_minute"),
                        row.getLong("tokens_per_minute"),
                        row.getInt("concurrency"),
                        currency == null ? null : new Money(row.getLong("budget_nanos"), currency)),
                Columns.instant(row, "created_at"),
                Columns.nullableInstant(row, "archived_at"));
    }
}
