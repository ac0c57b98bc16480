package dev.llmmarketplace.server.ops;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Asks a question that may take long, at most once a second however often the answer is wanted; no answer is no. */
public final class Probe {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PATIENCE_MILLIS = 1_500;

    private final BooleanSupplier question;
    private boolean answer;
    private long askedAt;

    public Probe(BooleanSupplier question) {
        this.question = question;
        this.askedAt = System.nanoTime() - FRESH_NANOS;
    }

    public synchronized boolean holds() {
        if (System.nanoTime() - askedAt >= FRESH_NANOS) {
            answer = ask();
            askedAt = System.nanoTime();
        }
        return answer;
    }

    private boolean ask() {
        CompletableFuture<Boolean> asked =
                CompletableFuture.supplyAsync(question::getAsBoolean, Thread::startVirtualThread);
        try {
            return asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
