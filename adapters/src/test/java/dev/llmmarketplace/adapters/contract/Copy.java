package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.event.Feed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a listener has made of what it was told. */
public final class Copy<K, T> implements Feed.Listener<K, T> {
    private final Function<T, K> key;
    private final Map<K, T> things = new ConcurrentHashMap<>();
    private final AtomicInteger replacements = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();

    public Copy(Function<T, K> key) {
        this.key = key;
    }

    public Optional<T> find(K id) {
        return Optional.ofNullable(things.get(id));
    }

    public boolean has(K id) {
        return things.containsKey(id);
    }

    public boolean has(K id, Predicate<T> property) {
        return find(id).filter(property).isPresent();
    }

    /** How many times everything was pushed. */
    public int replacements() {
        return replacements.get();
    }

    void failOnce() {
        failing.set(true);
    }

    @Override
    public void replaced(Collection<T> all) {
        replacements.incrementAndGet();
        Map<K, T> next = new ConcurrentHashMap<>();
        all.forEach(thing -> next.put(key.apply(thing), thing));
        things.keySet().retainAll(next.keySet());
        things.putAll(next);
    }

    @Override
    public void changed(List<T> present, List<K> gone) {
        if (failing.getAndSet(false)) {
            throw new IllegalStateException("asked to fail");
        }
        present.forEach(thing -> things.put(key.apply(thing), thing));
        gone.forEach(things::remove);
    }
}
