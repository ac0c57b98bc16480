package dev.llmmarketplace.server.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's wish that a command ends (Ctrl-C, SIGTERM). The process is held up until this is closed, so as the first
 * resource of a try statement it gives all the others the time to close.
 */
public final class Interruption implements AutoCloseable {
    private static final int MOST_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::holdUp, "interruption"));
    }

    /** Returns when the process is asked to end. */
    public void await() throws InterruptedException {
        asked.await();
    }

    private void holdUp() {
        asked.countDown();
        try {
            if (!closed.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Not everything could be closed within " + MOST_SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
