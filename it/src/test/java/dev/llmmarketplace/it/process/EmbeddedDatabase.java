package dev.llmmarketplace.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PostgreSQL inside a data directory, as the operating system sees it. */
public final class EmbeddedDatabase {
    /** Where {@code postmaster.pid} says its process id and its port; counted from 0. */
    private static final int PID_LINE = 0;

    private static final int PORT_LINE = 3;

    private EmbeddedDatabase() {}

    /** The postmaster first, then its children; none when it does not run. */
    public static List<ProcessHandle> processes(Path data) {
        return pidFile(data)
                .flatMap(lines ->
                        ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip())))
                .filter(ProcessHandle::isAlive)
                .stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .toList();
    }

    /** A connection past all of the program's code. */
    public static Connection connect(Path data) throws SQLException {
        List<String> lines = pidFile(data).orElseThrow(() -> new SQLException("no PostgreSQL runs in " + data));
        try {
            String password =
                    Files.readString(data.resolve("secrets/database-password")).strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/marketplace",
                    "marketplace",
                    password);
        } catch (IOException unreadable) {
            throw new SQLException(unreadable);
        }
    }

    private static Optional<List<String>> pidFile(Path data) {
        try (Stream<Path> files = Files.walk(data.resolve("postgres"), 2)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .map(EmbeddedDatabase::lines);
        } catch (IOException | UncheckedIOException none) {
            return Optional.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
