package dev.llmmarketplace.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The PostgreSQL inside a data directory, as the operating system sees it. */
public final class EmbeddedDatabase {
    private EmbeddedDatabase() {}

    /** The postmaster first, then its children; none when it does not run. */
    public static List<ProcessHandle> processes(Path data) {
        return PostmasterFile.processes(data.resolve("postgres"));
    }

    /** A connection past all of the program's code. */
    public static Connection connect(Path data) throws SQLException {
        PostmasterFile running = PostmasterFile.below(data.resolve("postgres"))
                .findFirst()
                .orElseThrow(() -> new SQLException("no PostgreSQL runs in " + data));
        try {
            String password =
                    Files.readString(data.resolve("secrets/database-password")).strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + running.port() + "/marketplace", "marketplace", password);
        } catch (IOException unreadable) {
            throw new SQLException(unreadable);
        }
    }
}
