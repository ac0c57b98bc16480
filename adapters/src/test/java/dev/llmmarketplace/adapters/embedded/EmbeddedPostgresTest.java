package dev.llmmarketplace.adapters.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server through its life, and through the deaths that a machine deals it. */
class EmbeddedPostgresTest {
    private static final Path SOFTWARE = Path.of("target", "postgresql");
    private static final Secret PASSWORD = new Secret("it's a \"password\"");

    @TempDir
    private Path directory;

    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @AfterEach
    void stopAll() {
        started.reversed().forEach(EmbeddedPostgres::close);
    }

    @Test
    void firstStartMakesADurableDatabaseThatOnlyItsPasswordOpens() throws SQLException {
        EmbeddedPostgres server = start();

        assertThat(query(server, "SELECT current_setting('fsync')")).isEqualTo("on");
        assertThat(query(server, "SELECT current_setting('synchronous_commit')"))
                .isEqualTo("on");
        assertThat(query(server, "SELECT current_setting('listen_addresses')")).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "guess"))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("28P01");
    }

    @Test
    void filesAreTheOwnersAlone() throws IOException {
        start();

        assertThat(Files.getPosixFilePermissions(directory.resolve("postgres/cluster")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var left = Files.list(directory.resolve("postgres"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("cluster", "server.log");
        }
    }

    @Test
    void whatWasCommittedIsThereAfterAnOrderlyStop() throws SQLException {
        EmbeddedPostgres first = start();
        execute(first, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (42)");
        first.close();
        assertThat(first.alive()).isFalse();

        EmbeddedPostgres second = start();

        assertThat(query(second, "SELECT value FROM kept")).isEqualTo("42");
    }

    @Test
    void whatWasCommittedIsThereAfterTheServerWasKilled() throws SQLException {
        EmbeddedPostgres first = start();
        execute(first, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (43)");
        kill(first);

        EmbeddedPostgres second = start();

        assertThat(query(second, "SELECT value FROM kept")).isEqualTo("43");
    }

    @Test
    void aServerThatIsToKeepRunningComesBackByItselfAtTheSameAddress() throws SQLException {
        EmbeddedPostgres server = start();
        server.keepRunning();
        String address = server.url();
        execute(server, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (45)");

        for (int death = 0; death < 2; death++) {
            kill(server);
            await().ignoreExceptions().until(() -> query(server, "SELECT value FROM kept"), "45"::equals);
        }

        assertThat(server.url()).isEqualTo(address);
        server.close();
        assertThat(server.alive()).isFalse();
    }

    @Test
    void aServerThatAKilledProcessLeftBehindIsStoppedBeforeTheNextStarts() throws SQLException {
        EmbeddedPostgres orphan = start();
        execute(orphan, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (44)");

        EmbeddedPostgres next = start();

        assertThat(orphan.alive()).isFalse();
        assertThat(next.pid()).isNotEqualTo(orphan.pid());
        assertThat(query(next, "SELECT value FROM kept")).isEqualTo("44");
    }

    @Test
    void aStaleFileThatNamesAnotherProgramHarmsNeitherItNorTheStart() throws IOException {
        EmbeddedPostgres first = start();
        List<String> lines = Files.readAllLines(pidFile(), StandardCharsets.UTF_8);
        kill(first);
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(pidFile(), lines, StandardCharsets.UTF_8);

            EmbeddedPostgres second = start();

            assertThat(second.alive()).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void aLockFileThatWasCutOffIsNoObstacle() throws IOException {
        EmbeddedPostgres first = start();
        kill(first);
        Files.writeString(pidFile(), "", StandardCharsets.UTF_8);

        assertThat(start().alive()).isTrue();
    }

    @Test
    void anotherPasswordThanTheClustersIsRefusedInASentenceAndLeavesNothingRunning() throws IOException {
        start().close();
        EmbeddedSettings other = new EmbeddedSettings(directory.resolve("postgres"), SOFTWARE, new Secret("another"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(other))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("refuses the stored password");
        assertThat(PostmasterFile.read(directory.resolve("postgres/cluster"))).isEmpty();
    }

    @Test
    void aClusterOfAnotherMajorVersionIsRefusedInASentence() throws IOException {
        start().close();
        Files.writeString(directory.resolve("postgres/cluster/PG_VERSION"), "14\n", StandardCharsets.UTF_8);

        assertThatThrownBy(this::start)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("was made by PostgreSQL 14");
    }

    @Test
    void aStartThatFailsShowsTheEndOfTheServersLog() throws IOException {
        start().close();
        Files.writeString(
                directory.resolve("postgres/cluster/postgresql.conf"), "nonsense = 1\n", StandardCharsets.UTF_8);

        assertThatThrownBy(this::start)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("unrecognized configuration parameter \"nonsense\"");
    }

    private EmbeddedPostgres start() {
        EmbeddedPostgres server =
                EmbeddedPostgres.start(new EmbeddedSettings(directory.resolve("postgres"), SOFTWARE, PASSWORD));
        started.add(server);
        return server;
    }

    private Path pidFile() {
        return PostmasterFile.in(directory.resolve("postgres/cluster"));
    }

    private static void kill(EmbeddedPostgres server) {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(
                server.url(), server.user(), server.password().reveal());
    }
}
