package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.bench.Child.Expectation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code marketplace serve} as a process of its own, ready. */
final class RunningServer implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Of PostgreSQL's {@code postmaster.pid}, counted from 0. */
    private static final int PORT_LINE = 3;

    private static final Duration ALREADY_PRINTED = Duration.ofSeconds(1);

    private final Path data;
    private final Child process;
    private final URI address;
    private final Expectation password;
    private final Duration startedIn;

    private RunningServer(Path data, Child process, URI address, Expectation password, Duration startedIn) {
        this.data = data;
        this.process = process;
        this.address = address;
        this.password = password;
        this.startedIn = startedIn;
    }

    /** Starts on {@code data} with further {@code flags} for the JVM, and waits until it is ready. */
    static RunningServer start(Path data, List<String> flags, Map<String, String> environment) throws IOException {
        Expectation ready = new Expectation("(?i)ready.*?(http://[^\\s/]+)");
        Expectation password = new Expectation("(?i)password:?\\s+(\\S+)");
        long begun = System.nanoTime();
        Child process = Child.ourselves(
                flags, List.of("serve", "--data", data.toString(), "--port", "0"), environment, ready, password);
        try {
            URI address = URI.create(process.await(ready, PATIENCE));
            return new RunningServer(data, process, address, password, Duration.ofNanos(System.nanoTime() - begun));
        } catch (CommandFailure never) {
            process.close();
            throw never;
        }
    }

    URI address() {
        return address;
    }

    /** From the start of the process to its saying that it is ready. */
    Duration startedIn() {
        return startedIn;
    }

    /** Of the administrator that the first start on a data directory made. */
    String firstPassword() {
        return process.await(password, ALREADY_PRINTED);
    }

    /** What lets a process of the gateway role share the database and the secrets of this one. */
    Map<String, String> sharing() throws IOException {
        Path secrets = data.resolve("secrets");
        return Map.of(
                "MARKETPLACE_ROLES",
                "gateway",
                "MARKETPLACE_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + databasePort() + "/marketplace",
                "MARKETPLACE_DATABASE_PASSWORD",
                databasePassword(),
                "MARKETPLACE_SECRETS_DIRECTORY",
                secrets.toString());
    }

    /** What lets PostgreSQL's own programs reach its database. */
    Map<String, String> libpq() throws IOException {
        return Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", databasePort(),
                "PGDATABASE", "marketplace",
                "PGUSER", "marketplace",
                "PGPASSWORD", databasePassword());
    }

    private String databasePassword() throws IOException {
        return Files.readString(data.resolve("secrets/database-password")).strip();
    }

    private String databasePort() throws IOException {
        return Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .get(PORT_LINE)
                .strip();
    }

    /** The JVM and what it started, PostgreSQL excepted. */
    List<Long> ownProcesses() {
        List<Long> own = new ArrayList<>(process.tree());
        own.removeAll(databaseProcesses());
        return own;
    }

    /** The postmaster and its children; PostgreSQL writes its process id into {@code postmaster.pid}. */
    List<Long> databaseProcesses() {
        try (Stream<Path> files = Files.walk(data.resolve("postgres"), 2)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .map(RunningServer::firstNumber)
                    .flatMap(ProcessHandle::of)
                    .map(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants())
                            .map(ProcessHandle::pid)
                            .toList())
                    .orElse(List.of());
        } catch (IOException none) {
            return List.of();
        }
    }

    private static Long firstNumber(Path file) {
        try {
            return Long.valueOf(Files.readAllLines(file).getFirst().strip());
        } catch (IOException gone) {
            return -1L;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
