package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** The wire format an endpoint understands. {@code CUSTOM} endpoints are only reached through invoke. */
public enum Dialect implements WireName {
    OPENAI("openai"),
    ANTHROPIC("anthropic"),
    CUSTOM("custom");

    private final String wireName;

    Dialect(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
