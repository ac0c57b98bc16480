package dev.llmmarketplace.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the database announces ({@code LISTEN}), on one connection and one thread for the whole process. A lost
 * connection is made again; because announcements may have been missed meanwhile, every listener is then told to read
 * everything anew. Thread-safe.
 */
public final class Announcements implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    /** When nothing is heard for so long, the connection is tried. */
    private static final int SILENCE_MILLIS = 5_000;

    private static final long PAUSE_MILLIS = 200;
    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(5);

    private final Database database;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch connectedOnce = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean closed;

    private Announcements(Database database) {
        this.database = database;
        this.thread = Thread.ofVirtual().name("announcements").unstarted(this::run);
    }

    /** Waits for the first connection a moment, and goes on trying by itself after that. */
    public static Announcements open(Database database) {
        Announcements announcements = new Announcements(database);
        announcements.thread.start();
        try {
            boolean inTime = announcements.connectedOnce.await(FIRST_CONNECTION.toMillis(), TimeUnit.MILLISECONDS);
            log.debug("Listening for announcements: {}", inTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return announcements;
    }

    /** False while changes may go unheard. */
    public boolean connected() {
        return connected;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it is removed, {@code listener} is called on the listening thread and must return at once. */
    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    private void run() {
        while (!closed) {
            try (Connection connection = database.connect()) {
                listen(connection);
            } catch (SQLException e) {
                lost(e);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        execute(connection, "LISTEN " + Announcement.CHANNEL);
        connected = true;
        if (connectedOnce.getCount() > 0) {
            connectedOnce.countDown();
        } else {
            log.info("Hearing the database's announcements again");
        }
        listeners.forEach(Listener::missed);
        PGConnection source = connection.unwrap(PGConnection.class);
        while (!closed) {
            dispatch(connection, source.getNotifications(SILENCE_MILLIS));
        }
    }

    private void dispatch(Connection connection, PGNotification @Nullable [] notifications) throws SQLException {
        if (notifications == null || notifications.length == 0) {
            execute(connection, "SELECT 1");
            return;
        }
        for (PGNotification notification : notifications) {
            Announcement announcement = Announcement.parse(notification.getParameter());
            listeners.forEach(listener -> listener.announced(announcement));
        }
    }

    private void lost(SQLException cause) {
        if (connected && !closed) {
            log.warn("The database's announcements are not heard: {}", cause.getMessage());
        }
        connected = false;
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Who wants to know. */
    interface Listener {
        void announced(Announcement announcement);

        /** Anything may have changed. */
        void missed();
    }
}
