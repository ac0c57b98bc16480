package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.catalog.Endpoint;

/** Finds out whether anybody is there, without asking for anything. Blocking, for some seconds; thread-safe. */
@FunctionalInterface
public interface Reachability {
    /** True when the endpoint's host answers, whatever it says. */
    boolean answers(Endpoint endpoint);
}
