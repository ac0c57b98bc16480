package dev.llmmarketplace.server.cli.bench;

/** What is measured side by side. */
enum Contender {
    /** The bundled provider itself: what the others add to. */
    UPSTREAM("upstream"),
    /** {@link NginxProxy} before it. */
    NGINX("nginx"),
    /** The marketplace before it, with everything on. */
    GATEWAY("gateway"),
    /** {@link CrowdedMarketplace} before it. */
    CROWDED("crowded"),
    /** {@link PortkeyPeer} before it. */
    PORTKEY("portkey"),
    /** {@link LiteLlmPeer} before it. */
    LITELLM("litellm");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
