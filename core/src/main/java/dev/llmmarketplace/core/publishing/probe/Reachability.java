package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.catalog.Endpoint;

/** Finds out whether anybody is there, without asking for anything. Blocking, for some seconds; thread-safe. */
public interface Reachability {
    /** True when the endpoint's host answers, whatever it says. */
    boolean answers(Endpoint endpoint);

    /** True when its host is in a network that is not the world's: what is heard there tells nothing of the way outside. */
    boolean within(Endpoint endpoint);
}
