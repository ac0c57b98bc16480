package dev.llmmarketplace.adapters.embedded;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The files of one database server and the programs that fit them. */
final class Cluster {
    static final String USER = "marketplace";
    private static final Duration ORDERLY = Duration.ofSeconds(20);
    private static final Duration HURRIED = Duration.ofSeconds(10);

    private final Path parent;
    private final Path directory;
    private final Programs programs;

    private Cluster(Path parent, Programs programs) {
        this.parent = parent;
        this.directory = parent.resolve("cluster");
        this.programs = programs;
    }

    /** Opens the cluster below {@code parent}, or makes it: complete or not at all. */
    static Cluster openOrCreate(Path parent, Programs programs, Secret password)
            throws IOException, InterruptedException {
        PrivateFiles.createDirectory(parent);
        Cluster cluster = new Cluster(parent.toRealPath(), programs);
        if (!Files.exists(cluster.directory)) {
            cluster.create(password);
        }
        cluster.requireFittingVersion();
        return cluster;
    }

    Path directory() {
        return directory;
    }

    /** Where what belongs to it and is not part of it lies: the server's log. */
    Path parent() {
        return parent;
    }

    Programs programs() {
        return programs;
    }

    /** Lets the server finish its transactions' rollback and write its files; after 20 s it is made to crash safely. */
    void stopServer() throws IOException, InterruptedException {
        try {
            stopServer("fast", ORDERLY);
        } catch (IOException tooSlow) {
            stopServer("immediate", HURRIED);
        }
    }

    private void stopServer(String mode, Duration patience) throws IOException, InterruptedException {
        String seconds = Long.toString(patience.toSeconds());
        programs.run("pg_ctl", List.of("stop", "-D", directory.toString(), "-m", mode, "-w", "-t", seconds));
    }

    private void create(Secret password) throws IOException, InterruptedException {
        Path unfinished = parent.resolve("cluster.unfinished");
        PrivateFiles.deleteTree(unfinished);
        Path passwordFile = PrivateFiles.temporary(parent, password.reveal());
        try {
            programs.run("initdb", creation(unfinished, passwordFile));
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> creation(Path target, Path passwordFile) {
        return List.of(
                "-D",
                target.toString(),
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth-host=scram-sha-256",
                "--auth-local=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
    }

    private void requireFittingVersion() throws IOException, InterruptedException {
        String files = Files.readString(directory.resolve("PG_VERSION")).strip();
        String program = programs.run("postgres", List.of("--version")).strip();
        if (!program.contains(" " + files + ".")) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    "The database in " + directory + " was made by PostgreSQL " + files + ", this program brings "
                            + program + ". Start the older program, dump the database, and load it into a new one.");
        }
    }
}
