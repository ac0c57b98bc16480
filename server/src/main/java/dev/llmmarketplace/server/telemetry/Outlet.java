package dev.llmmarketplace.server.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from event loops what another thread sends on in batches. {@link #offer} never waits: what finds the queue full is
 * dropped and counted, as is what cannot be sent.
 */
final class Outlet<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
    private static final long GLANCE_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 5_000;

    private final BlockingQueue<T> queue;
    private final int batch;
    private final ToIntFunction<List<T>> sink;
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param capacity of the queue
     * @param batch the most that is sent at once
     * @param sink sends, and answers how many it could not send
     */
    Outlet(String name, int capacity, int batch, ToIntFunction<List<T>> sink) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.batch = batch;
        this.sink = sink;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void offer(T thing) {
        if (!queue.offer(thing)) {
            dropped.increment();
        }
    }

    long sent() {
        return sent.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    private void run() {
        List<T> things = new ArrayList<>(batch);
        while (!closed || !queue.isEmpty()) {
            try {
                T first = queue.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    things.add(first);
                    queue.drainTo(things, batch - 1);
                    send(things);
                    things.clear();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send(List<T> things) {
        int lost = things.size();
        try {
            lost = sink.applyAsInt(things);
        } catch (RuntimeException e) {
            LOG.warn("{} could not be sent by {}", lost, thread.getName(), e);
        }
        dropped.add(lost);
        sent.add(things.size() - lost);
    }

    /** Sends what waits, within some seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
