package dev.llmmarketplace.core.webhook;

/**
 * Makes a delivery of each event for each webhook that has selected it and may hear of it. Blocking; thread-safe; of several
 * processes one does it at a time.
 */
public interface FanOut {
    /**
     * Takes the next events.
     *
     * @return how many events there were; 0 when there are none yet
     */
    int run();
}
