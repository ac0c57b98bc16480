package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What was found in a manifest. Fields are JSON pointers into it.
 *
 * @param violations rules that are broken; with any, nothing is published
 * @param warnings what is allowed and probably not meant
 */
public record ManifestReport(List<Violation> violations, List<Violation> warnings) {
    public ManifestReport {
        violations = List.copyOf(violations);
        warnings = List.copyOf(warnings);
    }

    public boolean valid() {
        return violations.isEmpty();
    }

    /** These findings, then the others. */
    public ManifestReport and(ManifestReport other) {
        return new ManifestReport(joined(violations, other.violations), joined(warnings, other.warnings));
    }

    private static List<Violation> joined(List<Violation> first, List<Violation> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** The same findings, none of which is passed over: warnings hinder too. */
    public ManifestReport strictly() {
        List<Violation> all = new ArrayList<>(violations);
        all.addAll(warnings);
        return new ManifestReport(all, List.of());
    }

    /** The same findings, each changed by {@code change}; for adding places. */
    public ManifestReport map(UnaryOperator<Violation> change) {
        return new ManifestReport(
                violations.stream().map(change).toList(),
                warnings.stream().map(change).toList());
    }
}
