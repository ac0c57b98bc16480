package dev.llmmarketplace.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs the steps of a start, side by side where they do not need each other, and tells of those that take long. */
final class StartSteps {
    private static final Duration LONG = Duration.ofSeconds(2);

    private final Consumer<String> progress;
    private final List<CompletableFuture<?>> begun = new CopyOnWriteArrayList<>();

    /** @param progress hears a line about each step that takes longer than two seconds */
    StartSteps(Consumer<String> progress) {
        this.progress = progress;
    }

    /** A step under way. */
    record Step<T>(CompletableFuture<T> result) {
        /** Waits for it; what it threw is thrown. */
        T await() {
            try {
                return result.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    <T> Step<T> begin(String name, Supplier<T> work) {
        long start = System.nanoTime();
        CompletableFuture<T> result = CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().name("start " + name).start(task));
        begun.add(result);
        CompletableFuture.delayedExecutor(LONG.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!result.isDone()) {
                        tell(name, start, result);
                    }
                });
        return new Step<>(result);
    }

    /** Waits until no step is under way, however each ended: only then everything can be closed. */
    void settle() {
        begun.forEach(step -> step.handle((value, error) -> true).join());
    }

    private <T> void tell(String name, long start, CompletableFuture<T> result) {
        progress.accept("Starting: " + name + "…");
        var ignored = result.thenRun(() ->
                progress.accept("Started: %s, after %.1f s".formatted(name, (System.nanoTime() - start) / 1e9)));
    }
}
