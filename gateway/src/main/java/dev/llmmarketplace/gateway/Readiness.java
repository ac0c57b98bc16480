package dev.llmmarketplace.gateway;

import java.time.Duration;

/**
 * How the gateway stands. It takes calls in every state; what it cannot do is refused call by call.
 *
 * @param feedsConnected false while changes of keys, services, subscriptions or budgets may be missed
 * @param journalWritable false while the disk is full
 * @param shippingLag the age of the oldest usage that the sink may be missing
 */
public record Readiness(boolean feedsConnected, boolean journalWritable, Duration shippingLag) {
    /** True when calls can be taken and are judged by the present state. */
    public boolean ready() {
        return feedsConnected && journalWritable;
    }
}
