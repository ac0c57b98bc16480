package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The PostgreSQL of the Debian package {@code postgresql}, as an operator would run it: a server of its own, and a user
 * for the marketplace who is no superuser. Started in a temporary directory; not durable, because nobody needs its data.
 */
final class DebianPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "marketplace";
    private static final String PASSWORD = "marketplace";
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path programs;
    private final Path directory;
    private final int port;

    private DebianPostgres(Path programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    static DebianPostgres start() throws IOException, InterruptedException, SQLException {
        Path directory = Files.createTempDirectory("marketplace-postgresql-");
        if (ROOT) {
            Files.setOwner(
                    directory,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        DebianPostgres server = new DebianPostgres(installed(), directory, freePort());
        server.run("initdb", "-D", server.cluster(), "-U", "postgres", "-A", "trust", "--no-sync");
        server.run("pg_ctl", "start", "-w", "-D", server.cluster(), "-l", directory + "/log", "-o", server.options());
        server.createUser();
        return server;
    }

    /** A new database of the marketplace's user, empty or as {@code template}. */
    DatabaseSettings create(String name, String template) throws SQLException {
        execute("CREATE DATABASE " + name + " OWNER " + USER + " TEMPLATE " + template);
        return new DatabaseSettings(url(name), USER, new Secret(PASSWORD), 8);
    }

    @Override
    public void close() {
        try {
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", cluster());
            deleteTree(directory);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void createUser() throws SQLException {
        execute("CREATE ROLE " + USER + " LOGIN CREATEROLE NOSUPERUSER PASSWORD '" + PASSWORD + "'");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private String cluster() {
        return directory.resolve("cluster").toString();
    }

    private String options() {
        return "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
                + " -c max_connections=60";
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("marketplace-postgresql-", ".log");
        int status = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (status != 0) {
            throw new IOException(program + " failed: " + printed);
        }
    }

    private static Path installed() throws IOException {
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> versions = Files.list(VERSIONS)) {
                return versions.max(Comparator.comparingInt(
                                path -> Integer.parseInt(path.getFileName().toString())))
                        .orElseThrow(DebianPostgres::missing)
                        .resolve("bin");
            }
        }
        throw missing();
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("The Debian package postgresql is needed: apt-get install postgresql");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void deleteTree(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
