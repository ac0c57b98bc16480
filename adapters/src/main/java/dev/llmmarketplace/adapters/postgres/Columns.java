package dev.llmmarketplace.adapters.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns of a row into the types of the domain. */
final class Columns {
    private Columns() {}

    /** Of a column that is never null. */
    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** Of a column that is never null. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** The elements of an array column that is never null. */
    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) elements(row, column));
    }

    /** The elements of an array column that is never null. */
    static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) elements(row, column));
    }

    /** The elements of an array column that is never null. */
    static List<byte[]> bytes(ResultSet row, String column) throws SQLException {
        return List.of((byte[][]) elements(row, column));
    }

    private static Object elements(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        try {
            return array.getArray();
        } finally {
            array.free();
        }
    }
}
