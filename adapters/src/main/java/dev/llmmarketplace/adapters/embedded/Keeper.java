package dev.llmmarketplace.adapters.embedded;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server again when it ends and nobody asked it to: killed by hand or for want of memory, or given up on a full
 * disk. It comes back on its old port, so that connections need no new address. Failed attempts are repeated for as long as
 * the marketplace runs, at longer and longer intervals.
 */
final class Keeper implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Keeper.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final EmbeddedPostgres server;

    Keeper(EmbeddedPostgres server) {
        this.server = server;
    }

    @Override
    public void run() {
        try {
            while (server.awaitUnwantedEnd()) {
                log.error("The embedded PostgreSQL has ended without being asked to. Starting it again");
                startAgain();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (!started()) {
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        }
    }

    private boolean started() throws InterruptedException {
        try {
            if (server.relaunch()) {
                log.info("The embedded PostgreSQL serves again");
            }
            return true;
        } catch (IOException | RuntimeException e) {
            log.warn("The embedded PostgreSQL could not be started: {}", e.getMessage());
            return false;
        }
    }
}
