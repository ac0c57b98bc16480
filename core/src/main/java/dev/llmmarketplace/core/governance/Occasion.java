package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.Locale;

/** When a policy is looked at. */
public enum Occasion implements WireName {
    /** When a version is published, and for as long as it is listed. Knows service and provider. */
    PUBLICATION,
    /** When a consumer gets access to a service. Knows consumer and request too. */
    ACCESS;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
