package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.kernel.Problem.Place;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One broken rule on the wire; line and column are absent when unknown, id and page where the rule has
 * no page.
 */
public record ViolationBody(
        String field,
        String rule,
        String message,
        String mend,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String id,
        @Nullable String page) {

    public static ViolationBody from(Violation violation) {
        Optional<Place> place = Optional.ofNullable(violation.place());
        return new ViolationBody(
                violation.field(),
                violation.rule(),
                violation.message(),
                violation.mend(),
                place.map(Place::line).orElse(null),
                place.map(Place::column).orElse(null),
                violation.id(),
                page(violation.id()));
    }

    private static @Nullable String page(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return id.startsWith(PolicyFinding.PREFIX)
                ? "/api/v1/policies/" + id.substring(PolicyFinding.PREFIX.length())
                : "/docs/rules/" + id;
    }
}
