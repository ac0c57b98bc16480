package dev.llmmarketplace.core.governance;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * A rule that the operator of the marketplace states, in one version.
 *
 * @param override what follows when it is not kept; null for what its severity usually brings
 * @param enabled a policy that is not is kept and tried, and binds nobody
 */
public record Policy(
        PolicyId id,
        PolicyType type,
        PolicySeverity severity,
        Occasion occasion,
        @Nullable Consequence override,
        boolean enabled,
        Wording wording,
        Rule rule) {

    /**
     * What people read.
     *
     * @param title what is required, as a phrase: {@code "at least one country of data residency"}
     * @param description why, in some sentences
     * @param remediation what whoever breaks it can do, as an instruction
     */
    public record Wording(String title, String description, String remediation) {}

    /**
     * What is judged, in the language of {@link PolicyLanguage}.
     *
     * @param field JSON pointer into the manifest, which findings are about
     * @param when true for what it is about; null for everything
     * @param require true for what keeps it
     * @param found what is told of that which does not keep it; null for nothing in particular
     */
    public record Rule(
            String field,
            @Nullable String when,
            String require,
            @Nullable String found) {}

    public Consequence consequence() {
        return requireNonNullElse(override, severity.usual());
    }

    /** The same, binding. */
    public Policy asEnabled() {
        return new Policy(id, type, severity, occasion, override, true, wording, rule);
    }
}
