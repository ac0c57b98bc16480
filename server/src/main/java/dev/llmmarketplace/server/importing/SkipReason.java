package dev.llmmarketplace.server.importing;

import dev.llmmarketplace.core.kernel.WireName;

/** Why an entry of a catalogue does not become a listing. */
public enum SkipReason implements WireName {
    ALIAS("alias", "a name that moves from one model to the next"),
    DUPLICATE("duplicate", "the same provider and model as another entry"),
    DYNAMIC_PRICE("dynamic-price", "the price is only known after the call"),
    MALFORMED("malformed", "the entry does not have the shape of its format"),
    NO_PRICE("no-price", "no price is stated, and only priced services can be listed"),
    NOT_A_MODEL("not-a-model", "documentation of the format, a price class, or a tool that is not a model"),
    PRICE_VARIANT("price-variant", "a price for one size or quality of another entry"),
    RETIRED("retired", "deprecated, or its date of retirement has passed"),
    SELF_HOSTED("self-hosted", "runs on the caller's own machines, so nobody offers it"),
    UNIT_NOT_SUPPORTED("unit-not-supported", "priced by seconds, characters, pixels or pages");

    private final String wireName;
    private final String meaning;

    SkipReason(String wireName, String meaning) {
        this.wireName = wireName;
        this.meaning = meaning;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Half a sentence for people. */
    public String meaning() {
        return meaning;
    }
}
