package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code organisation}. */
final class OrganisationTable {
    private OrganisationTable() {}

    static void insert(Handle handle, Organisation organisation) {
        int inserted = handle.createUpdate("""
                        INSERT INTO organisation (id, slug, name, provider, consumer, imported, suspended, created_at)
                        VALUES (:id, :slug, :name, :provider, :consumer, :imported, :suspended, :createdAt)
                        ON CONFLICT (slug) DO NOTHING
                        """)
                .bind("id", organisation.id().value())
                .bind("slug", organisation.slug())
                .bind("name", organisation.name())
                .bind("provider", organisation.provider())
                .bind("consumer", organisation.consumer())
                .bind("imported", organisation.imported())
                .bind("suspended", organisation.suspended())
                .bind("createdAt", organisation.createdAt())
                .execute();
        if (inserted == 0) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "An organisation '" + organisation.slug() + "' exists already.");
        }
    }

    static Optional<Organisation> find(Handle handle, OrganisationId id) {
        return handle.createQuery("SELECT * FROM organisation WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Organisation> find(Handle handle, String slug) {
        return handle.createQuery("SELECT * FROM organisation WHERE slug = :slug")
                .bind("slug", slug)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Page<Organisation> page(Handle handle, Page.Request page) {
        List<Organisation> rows = handle.createQuery("""
                        SELECT * FROM organisation
                        WHERE slug > coalesce(:after, '')
                        ORDER BY slug LIMIT :limit
                        """)
                .bind("after", Cursor.part(page))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> read(row))
                .list();
        return Cursor.page(rows, page, Organisation::slug);
    }

    static Optional<Organisation> update(
            Handle handle, OrganisationId id, boolean provider, boolean consumer, boolean suspended) {
        return handle.createQuery("""
                        UPDATE organisation SET provider = :provider, consumer = :consumer, suspended = :suspended
                        WHERE id = :id
                        RETURNING *
                        """)
                .bind("id", id.value())
                .bind("provider", provider)
                .bind("consumer", consumer)
                .bind("suspended", suspended)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Organisation read(ResultSet row) throws SQLException {
        return new Organisation(
                new OrganisationId(Columns.uuid(row, "id")),
                row.getString("slug"),
                row.getString("name"),
                row.getBoolean("provider"),
                row.getBoolean("consumer"),
                row.getBoolean("imported"),
                row.getBoolean("suspended"),
                Columns.instant(row, "created_at"));
    }
}
