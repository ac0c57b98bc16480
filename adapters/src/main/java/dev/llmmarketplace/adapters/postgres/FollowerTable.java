package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code follower}: how far those are that follow the outbox. */
final class FollowerTable {
    private FollowerTable() {}

    static Optional<Position> find(Handle handle, String name) {
        return select(handle, name, "");
    }

    /** As {@link #find}; nobody else moves it before the transaction ends. */
    static Optional<Position> lock(Handle handle, String name) {
        return select(handle, name, "FOR UPDATE");
    }

    /**
     * As {@link #lock}. A position beyond the end is of another server, from which the tables were loaded; what is there is
     * not told once more then.
     */
    static Position follow(Handle handle, String name) {
        Position position = lock(handle, name).orElseThrow();
        Position end = PostgresEventLog.end(handle);
        if (position.compareTo(end) <= 0) {
            return position;
        }
        move(handle, name, end);
        return end;
    }

    private static Optional<Position> select(Handle handle, String name, String locking) {
        return handle.createQuery("SELECT position FROM follower WHERE name = :name " + locking)
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(Position::parse);
    }

    static void move(Handle handle, String name, Position position) {
        handle.createUpdate("""
            INSERT INTO follower (name, position) VALUES (:name, :position)
            ON CONFLICT (name) DO UPDATE SET position = excluded.position
            """)
                .bind("name", name)
                .bind("position", position.toString())
                .execute();
    }
}
