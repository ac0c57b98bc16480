package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.event.Feed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A feed whose state a test changes; listeners hear of it before the change returns. */
public final class FakeFeed<K, T> implements Feed<K, T> {
    private final Function<T, K> identity;
    private final Map<K, T> state = new LinkedHashMap<>();
    private final List<Listener<K, T>> listeners = new ArrayList<>();
    private volatile boolean connected = true;

    public FakeFeed(Function<T, K> identity) {
        this.identity = identity;
    }

    @Override
    public synchronized Following follow(Listener<K, T> listener) {
        listener.replaced(List.copyOf(state.values()));
        listeners.add(listener);
        return new Following() {
            @Override
            public boolean connected() {
                return connected;
            }

            @Override
            public void close() {
                forget(listener);
            }
        };
    }

    private synchronized void forget(Listener<K, T> listener) {
        listeners.remove(listener);
    }

    public synchronized void put(T thing) {
        state.put(identity.apply(thing), thing);
        listeners.forEach(listener -> listener.changed(List.of(thing), List.of()));
    }

    public synchronized void remove(K key) {
        state.remove(key);
        listeners.forEach(listener -> listener.changed(List.of(), List.of(key)));
    }

    public synchronized List<T> all() {
        return List.copyOf(state.values());
    }

    public synchronized int followers() {
        return listeners.size();
    }

    public void connected(boolean now) {
        connected = now;
    }
}
