package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** What a price is charged for. */
public enum PricingModel implements WireName {
    PER_TOKEN("per-token"),
    PER_REQUEST("per-request"),
    SUBSCRIPTION("subscription"),
    FREE("free");

    private final String wireName;

    PricingModel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
