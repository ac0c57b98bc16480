package dev.llmmarketplace.gateway.observe;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.RingKey;
import org.jspecify.annotations.Nullable;

/**
 * Hears how requests end, on their event loops: returns at once, throws nothing, and keeps nothing of what it is handed
 * but copies.
 */
public interface CallObserver {
    CallObserver NOBODY = new CallObserver() {
        @Override
        public void ended(Visit visit, EndedCall call) {}

        @Override
        public void refused(Visit visit, @Nullable RingKey key, ErrorCode code) {}
    };

    /** True when calls take part in traces; otherwise trace contexts are passed on as they came. */
    default boolean traces() {
        return false;
    }

    /** The part of new traces that is sampled, 0 to 1. */
    default double head() {
        return 0;
    }

    /** A call was forwarded and has been settled. */
    void ended(Visit visit, EndedCall call);

    /**
     * A request was answered with an error and not forwarded.
     *
     * @param key null when it had none that is known
     */
    void refused(Visit visit, @Nullable RingKey key, ErrorCode code);
}
