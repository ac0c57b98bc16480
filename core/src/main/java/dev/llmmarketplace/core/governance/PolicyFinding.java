package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.WaiverId;
import org.jspecify.annotations.Nullable;

/**
 * A policy that is not kept.
 *
 * @param field JSON pointer into the manifest; empty for the whole
 * @param required what the policy wants, as a phrase
 * @param found what is there instead
 * @param remediation what can be done, as an instruction
 * @param waiver why nothing follows; null when something does
 */
public record PolicyFinding(
        String policy,
        PolicySeverity severity,
        Consequence consequence,
        String field,
        String required,
        String found,
        String remediation,
        @Nullable WaiverId waiver) {
    /** Before the policy's id in the ids of violations, which tells them from rules of manifests. */
    public static final String PREFIX = "policy/";

    public Violation violation() {
        return new Violation(field, required, found, remediation).under(PREFIX + policy);
    }

    /** One line for people. */
    public String sentence() {
        return policy + ": must be " + required + "; " + found + ".";
    }

    /** The same, of which nothing follows. */
    public PolicyFinding waivedBy(WaiverId by) {
        return new PolicyFinding(policy, severity, consequence, field, required, found, remediation, by);
    }
}
