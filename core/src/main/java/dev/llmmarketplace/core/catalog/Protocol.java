package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** How the provider's endpoint is spoken to. */
public enum Protocol implements WireName {
    REST("rest"),
    GRPC("grpc"),
    WEBSOCKET("websocket");

    private final String wireName;

    Protocol(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
