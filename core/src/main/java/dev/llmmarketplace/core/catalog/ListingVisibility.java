package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.Locale;

/** Who may know that a listing exists. */
public enum ListingVisibility implements WireName {
    /** Everybody. */
    PUBLIC,
    /** The provider's own members, and those of the organisations that the provider names. */
    ORGANISATION,
    /** The provider's own members. */
    PRIVATE;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
