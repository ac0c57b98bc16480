package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the rules find. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();
    private final List<Violation> warnings = new ArrayList<>();

    /** @param allowed what the field must be, for example {@code "at most contextTokens"} */
    void add(ManifestRule rule, String field, String allowed, String found, String mend) {
        Violation finding = rule.broken(field, allowed, found, mend);
        switch (rule.severity()) {
            case ERROR -> violations.add(finding);
            case WARNING -> warnings.add(finding);
        }
    }

    ManifestReport report() {
        return new ManifestReport(violations, warnings);
    }
}
