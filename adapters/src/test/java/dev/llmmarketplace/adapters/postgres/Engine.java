package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.embedded.EmbeddedPostgres;
import dev.llmmarketplace.adapters.embedded.EmbeddedSettings;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The two ways in which the marketplace gets its PostgreSQL. Each server is started once and lives as long as the JVM. */
enum Engine {
    EMBEDDED {
        @Override
        Databases start() throws IOException {
            Path directory = Files.createTempDirectory("marketplace-embedded-");
            EmbeddedPostgres server = EmbeddedPostgres.start(
                    new EmbeddedSettings(directory, Path.of("target", "postgresql"), new Secret("marketplace")));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                DebianPostgres.deleteTree(directory);
            }));
            return (name, template) -> createEmbedded(server, name, template);
        }
    },
    EXTERNAL {
        @Override
        Databases start() throws IOException, InterruptedException, SQLException {
            DebianPostgres server = DebianPostgres.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server::create;
        }
    };

    private static final String TEMPLATE = "migrated";

    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock starting = new ReentrantLock();
    private @Nullable Databases databases;
    private @Nullable Installation shared;

    /** One for all tests that bring names of their own. */
    Installation shared() {
        starting.lock();
        try {
            if (shared == null) {
                shared = fresh();
            }
            return shared;
        } finally {
            starting.unlock();
        }
    }

    /** For a test that needs to be alone; it closes it. */
    Installation fresh() {
        return Installation.open(create(TEMPLATE));
    }

    /** A database without tables. */
    DatabaseSettings empty() {
        return create("template0");
    }

    abstract Databases start() throws IOException, InterruptedException, SQLException;

    private DatabaseSettings create(String template) {
        starting.lock();
        try {
            if (databases == null) {
                databases = start();
                Database.open(databases.create(TEMPLATE, "template0")).close();
            }
            return databases.create("test" + count.incrementAndGet(), template);
        } catch (IOException | SQLException | InterruptedException e) {
            throw new IllegalStateException("PostgreSQL is not there to be tested with", e);
        } finally {
            starting.unlock();
        }
    }

    private static DatabaseSettings createEmbedded(EmbeddedPostgres server, String name, String template)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.url(), server.user(), server.password().reveal());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        }
        String url = server.url().replaceFirst("/[a-z]+$", "/" + name);
        return new DatabaseSettings(url, server.user(), server.password(), 8);
    }

    /** Makes databases on one server. */
    interface Databases {
        DatabaseSettings create(String name, String template) throws SQLException;
    }
}
