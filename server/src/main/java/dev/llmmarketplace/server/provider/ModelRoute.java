package dev.llmmarketplace.server.provider;

/** A route that a model answers and that the log counts. */
interface ModelRoute {
    /** As the marketplace calls it, for example {@code chat.completions}. */
    String name();

    /**
     * Answers, now or later. Runs on an event loop and must not block it.
     *
     * @throws ProviderError when the request is refused; then nothing has been logged or sent
     */
    void serve(Exchange exchange, byte[] body);
}
