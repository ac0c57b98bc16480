package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ListingChange;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.ListingHistory.Side;
import dev.llmmarketplace.core.publishing.revision.ListingRevision;
import dev.llmmarketplace.core.publishing.revision.RevisedListing;
import dev.llmmarketplace.core.publishing.revision.RevisionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** {@link RevisionStore} on PostgreSQL. A version's row holds its latest revision. */
public final class PostgresRevisionStore implements RevisionStore {
    private static final String TOPIC = "catalog";

    private final Database database;
    private final InstantSource clock;

    public PostgresRevisionStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<RevisedListing> find(VersionId version) {
        return database.read(handle -> find(handle, version));
    }

    private static Optional<RevisedListing> find(Handle handle, VersionId version) {
        return handle.createQuery("""
            SELECT (SELECT count(*) FROM listing_revision r WHERE r.version = v.id) AS revision,
            """ + VersionRow.COLUMNS + """
            FROM service_version v
            JOIN service s ON s.id = v.service
            """ + VersionRow.JOINS + "WHERE v.id = :id")
                .bind("id", version.value())
                .map((row, context) -> new RevisedListing(new VersionRow().map(row, context), row.getInt("revision")))
                .findOne();
    }

    @Override
    public RevisedListing revise(
            RevisedListing seen, ServiceManifest manifest, List<ListingChange> changes, Principal author) {
        return database.write(handle -> {
            ServiceTable.lock(handle, seen.version().service());
            RevisedListing present = find(handle, seen.version().id()).orElseThrow(() -> stale(seen));
            if (present.revision() != seen.revision()
                    || present.version().status() != seen.version().status()
                    || !present.version().provider().equals(seen.version().provider())) {
                throw stale(present);
            }
            handle.createUpdate(
                            "UPDATE service_version SET manifest = CAST(:manifest AS jsonb) - 'pricing' WHERE id = :id")
                    .bind("manifest", CatalogJson.write(manifest.withoutOpenApi()))
                    .bind("id", seen.version().id().value())
                    .execute();
            insert(handle, seen, changes, author);
            handle.createUpdate("DELETE FROM policy_judgement WHERE version = :id")
                    .bind("id", seen.version().id().value())
                    .execute();
            RevisedListing revised = find(handle, seen.version().id()).orElseThrow();
            Outbox.append(handle, TOPIC, ServiceEvents.revised(handle, revised, changes));
            return revised;
        });
    }

    private void insert(Handle handle, RevisedListing seen, List<ListingChange> changes, Principal author) {
        handle.createUpdate("""
            INSERT INTO listing_revision (service, version, number, organisation, actor, at, changes)
            VALUES (:service, :version, :number, :organisation, :actor, :at, CAST(:changes AS jsonb))
            """)
                .bind("service", seen.version().service().value())
                .bind("version", seen.version().id().value())
                .bind("number", seen.revision() + 1)
                .bind("organisation", author.organisation().value())
                .bind("actor", author.user().value())
                .bind("at", clock.instant())
                .bind("changes", CatalogJson.write(changes))
                .execute();
    }

    private static ProblemException stale(RevisedListing present) {
        ServiceVersion version = present.version();
        return new ProblemException(
                ErrorCode.CONFLICT,
                version.manifest().name() + "@" + version.manifest().version()
                        + " has changed since it was read: it is "
                        + version.status().wireName() + ", in revision " + present.revision()
                        + ". Read it again and change that.");
    }

    @Override
    public Page<ListingRevision> of(ServiceId service, Page.Request page) {
        List<Numbered> rows = database.read(handle -> handle.createQuery("""
            SELECT r.*, CASE WHEN r.organisation = s.provider THEN 'provider' ELSE 'marketplace' END AS side,
                   CASE WHEN r.organisation = s.provider THEN r.actor END AS author
            FROM listing_revision r
            JOIN service s ON s.id = r.service
            WHERE r.service = :service AND r.sequence < :before
            ORDER BY r.sequence DESC LIMIT :limit
            """)
                .bind("service", service.value())
                .bind("before", Cursor.number(page))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> new Numbered(row.getLong("sequence"), revision(row)))
                .list());
        Page<Numbered> found = Cursor.page(rows, page, row -> Long.toString(row.sequence()));
        return new Page<>(found.items().stream().map(Numbered::revision).toList(), found.next());
    }

    private record Numbered(long sequence, ListingRevision revision) {}

    private static ListingRevision revision(ResultSet row) throws SQLException {
        UUID author = row.getObject("author", UUID.class);
        return new ListingRevision(
                new VersionId(Columns.uuid(row, "version")),
                row.getInt("number"),
                Columns.instant(row, "at"),
                WireName.parse(Side.class, row.getString("side"), "side"),
                author == null ? null : new UserId(author),
                List.of(CatalogJson.read(row.getString("changes"), ListingChange[].class)));
    }
}
