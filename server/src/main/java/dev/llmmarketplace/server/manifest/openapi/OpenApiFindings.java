package dev.llmmarketplace.server.manifest.openapi;

import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.catalog.ManifestRule.Severity;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers findings; of one rule no more than anybody reads, so that a report does not grow with a bad document. */
final class OpenApiFindings {
    private static final int MOST_OF_A_RULE = 20;

    private final String at;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Violation> warnings = new ArrayList<>();
    private final Map<ManifestRule, Integer> counts = new EnumMap<>(ManifestRule.class);

    /** @param at goes before each pointer */
    OpenApiFindings(String at) {
        this.at = at;
    }

    /** @param pointer into the document */
    void add(ManifestRule rule, String pointer, String allowed, String found, String mend) {
        if (counts.merge(rule, 1, Integer::sum) <= MOST_OF_A_RULE) {
            Violation finding = rule.broken(at + pointer, allowed, found, mend);
            (rule.severity() == Severity.ERROR ? violations : warnings).add(finding);
        }
    }

    ManifestReport report() {
        return new ManifestReport(violations, warnings);
    }
}
