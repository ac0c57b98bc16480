package dev.llmmarketplace.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of the machine's packages in a directory of its own: the external database of an operator. */
public final class DebianPostgres implements AutoCloseable {
    private static final String PROGRAMS = "/usr/lib/postgresql";
    private static final String OPERATOR = "postgres";
    private static final String USER = "marketplace";
    private static final String PASSWORD = "operators-secret";

    private final Path programs;
    private final Path home;
    private final int port;

    private DebianPostgres(Path programs, Path home, int port) {
        this.programs = programs;
        this.home = home;
        this.port = port;
    }

    /** Makes a cluster with an empty database of the marketplace's user and starts it. */
    public static DebianPostgres start() throws IOException, SQLException {
        Path home = Files.createTempDirectory("debian-postgres");
        DebianPostgres postgres = new DebianPostgres(newestPrograms(), home, freePort());
        if (isRoot()) {
            run(List.of("chown", "postgres", home.toString()));
        }
        postgres.program("initdb", "-D", postgres.cluster(), "-U", OPERATOR, "-A", "trust", "-N");
        postgres.resume();
        postgres.createUserAndDatabase();
        return postgres;
    }

    /** The marketplace's user owns its database and is no superuser. */
    private void createUserAndDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(OPERATOR), OPERATOR, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + USER + " LOGIN CREATEROLE NOSUPERUSER PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE " + USER + " OWNER " + USER);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static Path newestPrograms() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of(PROGRAMS))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
                    .max((one, other) -> Integer.compare(version(one), version(other)))
                    .orElseThrow(() -> new IOException("no PostgreSQL in " + PROGRAMS));
        }
    }

    private static int version(Path bin) {
        return Integer.parseInt(bin.getName(bin.getNameCount() - 2).toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What tells the marketplace to use this database. */
    public Map<String, String> environment() {
        return Map.of(
                "MARKETPLACE_DATABASE_URL", url(USER),
                "MARKETPLACE_DATABASE_USER", USER,
                "MARKETPLACE_DATABASE_PASSWORD", PASSWORD);
    }

    /** As the marketplace's user. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(USER), USER, PASSWORD);
    }

    /** All its processes stand still: connections stay open and nothing answers. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        PostmasterFile.processes(home.resolve("cluster")).forEach(process -> command.add("" + process.pid()));
        run(command);
    }

    /** Ends it as an operator would for a moment's maintenance. */
    public void stop() {
        program("pg_ctl", "-D", cluster(), "-m", "fast", "-w", "stop");
    }

    /** Starts it again, on the same port. */
    public void resume() {
        String options = "-h 127.0.0.1 -p " + port + " -k " + home;
        program(
                "pg_ctl",
                "-D",
                cluster(),
                "-o",
                options,
                "-l",
                home.resolve("log").toString(),
                "-w",
                "start");
    }

    private String cluster() {
        return home.resolve("cluster").toString();
    }

    /** PostgreSQL refuses to run as root. */
    private void program(String name, String... arguments) {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) {
        try (Program program = Program.start("debian-postgres", command, Map.of("LC_ALL", "C.UTF-8"))) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Override
    public void close() throws IOException {
        program("pg_ctl", "-D", cluster(), "-m", "immediate", "-w", "stop");
        run(List.of("rm", "-rf", home.toString()));
    }
}
