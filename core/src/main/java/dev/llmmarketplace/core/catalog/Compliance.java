package dev.llmmarketplace.core.catalog;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a service may be trusted with.
 *
 * @param certifications for example {@code SOC2}, {@code ISO27001}
 * @param dataResidency ISO 3166-1 alpha-2 country codes; {@code EU} stands for its members
 * @param retentionDays how long the provider keeps prompts; 0 for not at all, null when not stated
 */
public record Compliance(
        ComplianceLevel level,
        SortedSet<String> certifications,
        SortedSet<String> dataResidency,
        boolean gdpr,
        boolean hipaa,
        @Nullable Integer retentionDays) {
    public Compliance {
        certifications = Collections.unmodifiableSortedSet(new TreeSet<>(certifications));
        dataResidency = Collections.unmodifiableSortedSet(new TreeSet<>(dataResidency));
    }

    /** The countries of {@link #dataResidency}, and {@code EU} where one of its members is among them. */
    public SortedSet<String> residencyAround() {
        SortedSet<String> around = new TreeSet<>();
        dataResidency.forEach(country -> around.addAll(Regions.around(country)));
        return around;
    }
}
