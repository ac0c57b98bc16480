package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.Locale;

/** What a policy is about. Orders policies for people; how they are judged does not depend on it. */
public enum PolicyType implements WireName {
    DATA_RESIDENCY,
    COMPLIANCE,
    SECURITY,
    PRICING,
    ACCESS_CONTROL,
    RATE_LIMITING,
    CONTENT_FILTERING,
    DATA_CLASSIFICATION;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
