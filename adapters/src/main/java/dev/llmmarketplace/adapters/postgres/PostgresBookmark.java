package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.Bookmark;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import java.util.Optional;

/** {@link Bookmark} on PostgreSQL. */
public final class PostgresBookmark implements Bookmark {
    private final Database database;
    private final String name;

    /** @param name of the follower, for good */
    public PostgresBookmark(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    @Override
    public Optional<Position> position() {
        return database.read(handle -> FollowerTable.find(handle, name));
    }

    @Override
    public void advance(Position position) {
        database.change(handle -> FollowerTable.move(handle, name, position));
    }
}
