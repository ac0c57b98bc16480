package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** How sensitive the data may be that a service takes, ascending. */
public enum ComplianceLevel implements WireName {
    PUBLIC("public"),
    INTERNAL("internal"),
    CONFIDENTIAL("confidential"),
    RESTRICTED("restricted");

    private final String wireName;

    ComplianceLevel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
