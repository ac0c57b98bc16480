package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** The support a provider promises. */
public enum SupportLevel implements WireName {
    BASIC("basic"),
    PREMIUM("premium"),
    ENTERPRISE("enterprise");

    private final String wireName;

    SupportLevel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
