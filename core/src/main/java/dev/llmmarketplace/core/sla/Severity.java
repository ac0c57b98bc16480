package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.kernel.WireName;

/** How badly a promise is broken. */
public enum Severity implements WireName {
    WARNING("warning"),
    /** More than twice what was promised. */
    CRITICAL("critical");

    private final String wireName;

    Severity(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
