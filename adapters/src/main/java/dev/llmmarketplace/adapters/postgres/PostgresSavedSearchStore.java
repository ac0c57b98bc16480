package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.SavedSearchId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.notification.Inbox;
import dev.llmmarketplace.core.notification.Notification;
import dev.llmmarketplace.core.search.saved.SavedSearch;
import dev.llmmarketplace.core.search.saved.SavedSearchStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** {@link SavedSearchStore} on PostgreSQL. */
public final class PostgresSavedSearchStore implements SavedSearchStore {
    private static final String FOLLOWER = "saved-searches";
    private static final String SEARCHES = """
        SELECT s.id, s.organisation, s.owner, o.slug, s.name, CAST(s.question AS text) AS question, s.created_at
        FROM saved_search s JOIN organisation o ON o.id = s.organisation
        """;

    private final Database database;

    public PostgresSavedSearchStore(Database database) {
        this.database = database;
    }

    @Override
    public void create(SavedSearch search, Collection<ServiceId> known) {
        database.changeFor(search.owner().organisation(), handle -> {
            int inserted = handle.createUpdate("""
                INSERT INTO saved_search (id, organisation, owner, name, question, created_at)
                SELECT :id, :organisation, :owner, :name, CAST(:question AS jsonb), :at
                WHERE (SELECT count(*) FROM saved_search WHERE owner = :owner) < :most
                ON CONFLICT (owner, name) DO NOTHING
                """)
                    .bind("id", search.id().value())
                    .bind("organisation", search.owner().organisation().value())
                    .bind("owner", search.owner().user().value())
                    .bind("name", search.name())
                    .bind("question", search.question())
                    .bind("at", search.createdAt())
                    .bind("most", SavedSearch.MOST)
                    .execute();
            if (inserted == 0) {
                throw new ProblemException(
                        ErrorCode.CONFLICT,
                        "You have a saved search '" + search.name() + "' already, or " + SavedSearch.MOST
                                + " of them. Delete one, or choose another name.");
            }
            fresh(handle, search.id(), known);
        });
    }

    @Override
    public List<SavedSearch> list(Inbox.Owner owner) {
        return database.actingFor(
                owner.organisation(),
                handle -> handle.createQuery(SEARCHES + "WHERE s.owner = :owner ORDER BY s.name")
                        .bind("owner", owner.user().value())
                        .map((row, context) -> read(row))
                        .list());
    }

    @Override
    public boolean delete(Inbox.Owner owner, SavedSearchId id) {
        return database.actingFor(
                owner.organisation(),
                handle -> handle.createUpdate("DELETE FROM saved_search WHERE id = :id AND owner = :owner")
                                .bind("id", id.value())
                                .bind("owner", owner.user().value())
                                .execute()
                        > 0);
    }

    @Override
    public void readAll(Consumer<SavedSearch> reader) {
        database.read(handle -> handle.createQuery(SEARCHES + "ORDER BY s.id")
                        .map((row, context) -> read(row))
                        .list())
                .forEach(reader);
    }

    @Override
    public Optional<Position> position() {
        return database.read(handle -> FollowerTable.find(handle, FOLLOWER));
    }

    @Override
    public void advance(Position position) {
        database.change(handle -> FollowerTable.move(handle, FOLLOWER, position));
    }

    @Override
    public void tell(SavedSearchId search, Map<ServiceId, Notification> answers) {
        database.change(handle -> {
            boolean kept = handle.createQuery("SELECT id FROM saved_search WHERE id = :id FOR SHARE")
                    .bind("id", search.value())
                    .mapTo(UUID.class)
                    .findOne()
                    .isPresent();
            if (kept) {
                PostgresInbox.insert(
                        handle,
                        fresh(handle, search, answers.keySet()).stream()
                                .flatMap(service -> Optional.ofNullable(answers.get(service)).stream())
                                .toList());
            }
        });
    }

    /** Keeps what answers the search and tells which of it did not before. */
    private static List<ServiceId> fresh(Handle handle, SavedSearchId search, Collection<ServiceId> services) {
        return handle.createQuery("""
            INSERT INTO saved_search_match (search, service)
            SELECT :search, service FROM unnest(:services) AS found (service)
            ON CONFLICT DO NOTHING RETURNING service
            """)
                .bind("search", search.value())
                .bindArray(
                        "services",
                        UUID.class,
                        services.stream().map(ServiceId::value).toList())
                .mapTo(UUID.class)
                .map(ServiceId::new)
                .list();
    }

    private static SavedSearch read(ResultSet row) throws SQLException {
        return new SavedSearch(
                new SavedSearchId(Columns.uuid(row, "id")),
                new Inbox.Owner(
                        new OrganisationId(Columns.uuid(row, "organisation")), new UserId(Columns.uuid(row, "owner"))),
                row.getString("slug"),
                row.getString("name"),
                row.getString("question"),
                Columns.instant(row, "created_at"));
    }
}
