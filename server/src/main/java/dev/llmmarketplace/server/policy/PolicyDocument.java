package dev.llmmarketplace.server.policy;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.Occasion;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.governance.PolicyType;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies as their schema has them. */
record PolicyDocument(List<Entry> policies) {
    record Entry(
            String id,
            String type,
            String severity,
            @Nullable String occasion,
            @Nullable String consequence,
            @Nullable Boolean enabled,
            String title,
            @Nullable String description,
            String remediation,
            @Nullable String field,
            @Nullable String when,
            String require,
            @Nullable String found) {

        Policy toPolicy() {
            return new Policy(
                    new PolicyId(id),
                    WireName.parse(PolicyType.class, type, "/type"),
                    WireName.parse(PolicySeverity.class, severity, "/severity"),
                    occasion == null ? Occasion.PUBLICATION : WireName.parse(Occasion.class, occasion, "/occasion"),
                    consequence == null ? null : WireName.parse(Consequence.class, consequence, "/consequence"),
                    requireNonNullElse(enabled, true),
                    new Policy.Wording(title, requireNonNullElse(description, ""), remediation),
                    new Policy.Rule(requireNonNullElse(field, ""), when, require, found));
        }
    }
}
