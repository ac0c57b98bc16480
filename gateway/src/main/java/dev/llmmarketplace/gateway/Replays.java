package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.core.replay.ReplayStore.Asked;
import dev.llmmarketplace.core.replay.ReplayStore.Claim;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the store of results, off the event loops. Only calls with an idempotency key take it. Thread-safe. */
final class Replays {
    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    private final ReplayStore store;
    private final String holder;

    Replays(ReplayStore store, String holder) {
        this.store = store;
        this.holder = holder;
    }

    /** @param asker told on {@code loop}; null when the store cannot be reached */
    void claim(CallId call, Asked asked, Executor loop, Consumer<@Nullable Claim> asker) {
        start(() -> {
            Claim claim = claim(call, asked);
            loop.execute(() -> asker.accept(claim));
        });
    }

    private @Nullable Claim claim(CallId call, Asked asked) {
        try {
            return store.claim(holder, call, asked, Instant.ofEpochMilli(Time.currentMillis()));
        } catch (RuntimeException e) {
            log.warn("An idempotency key cannot be claimed; its call is refused", e);
            return null;
        }
    }

    /** Runs {@code change} on the store, then {@code next} on {@code loop} whatever became of it. */
    void change(Consumer<ReplayStore> change, Executor loop, Runnable next) {
        start(() -> {
            try {
                change.accept(store);
            } catch (RuntimeException e) {
                log.warn(
                        "The result of an idempotent call cannot be kept; until it expires, repetitions are refused",
                        e);
            }
            loop.execute(next);
        });
    }

    private static void start(Runnable task) {
        Thread.ofVirtual().name("replay").start(task);
    }
}
