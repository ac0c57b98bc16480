package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** A kind of content that goes into or comes out of a service. */
public enum Modality implements WireName {
    TEXT("text"),
    IMAGE("image"),
    AUDIO("audio"),
    VIDEO("video"),
    FILE("file"),
    EMBEDDING("embedding");

    private final String wireName;

    Modality(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
