package dev.llmmarketplace.core.event;

import java.util.Collection;
import java.util.List;

/**
 * Pushes stored things of one kind to a listener: everything at first, then each change within a second of its commit,
 * in every process. After a lost connection everything is pushed again.
 *
 * @param <K> what identifies a thing
 * @param <T> the thing
 */
public interface Feed<K, T> {
    /**
     * Delivers the present state before it returns, then follows on a thread of its own until closed.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when the first state cannot be read
     */
    Following follow(Listener<K, T> listener);

    /** Called by one thread at a time. */
    interface Listener<K, T> {
        /** The whole state; what is not in it is gone. */
        void replaced(Collection<T> all);

        /** Some things changed or appeared, others vanished. */
        void changed(List<T> present, List<K> gone);
    }

    /** A running subscription. */
    interface Following extends AutoCloseable {
        /** False while the source cannot be heard and the copy may be old. */
        boolean connected();

        @Override
        void close();
    }
}
