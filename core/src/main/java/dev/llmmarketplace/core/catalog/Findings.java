package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the rules find. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();
    private final List<Violation> warnings = new ArrayList<>();

    void violation(String field, String rule, String message, String mend) {
        violations.add(new Violation(field, rule, message, mend));
    }

    void warning(String field, String rule, String message, String mend) {
        warnings.add(new Violation(field, rule, message, mend));
    }

    ManifestReport report() {
        return new ManifestReport(violations, warnings);
    }
}
