package dev.llmmarketplace.gateway;

/** What may take the place of a call that failed before anything of an answer went to its caller. */
interface Successor {
    /**
     * Makes the call elsewhere; the failed one is settled.
     *
     * @param otherwise tells the caller of the failure; runs when no other place takes the call
     */
    void instead(Runnable otherwise);
}
