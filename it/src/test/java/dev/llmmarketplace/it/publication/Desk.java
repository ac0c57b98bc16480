package dev.llmmarketplace.it.publication;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where messages arrive: notes each under its identifier, which no other message has, and may keep the sender waiting for the
 * answer. Thread-safe.
 */
final class Desk {
    private final Map<String, String> messages = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private boolean held;
    private int inHand;

    /** Returns once the sender may have the answer. */
    synchronized void take(String identifier, String message) {
        String before = messages.put(identifier, message);
        if (before != null) {
            repeated.incrementAndGet();
            if (!message.equals(before)) {
                changed.add(identifier);
            }
        }
        inHand++;
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inHand--;
        }
    }

    /** From now on nobody gets an answer. */
    synchronized void hold() {
        held = true;
    }

    /** Those who waited are dead; who comes from now on gets an answer. */
    synchronized void dismiss() {
        interrupted.addAndGet(inHand);
        held = false;
        notifyAll();
    }

    Set<String> identifiers() {
        return Set.copyOf(messages.keySet());
    }

    /** Of those that came again and were not the same. */
    Set<String> changed() {
        return Set.copyOf(changed);
    }

    /** How often something came that had come before. */
    int repeated() {
        return repeated.get();
    }

    /** How often something had been taken when its sender died without an answer. */
    int interrupted() {
        return interrupted.get();
    }
}
