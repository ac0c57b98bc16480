package dev.llmmarketplace.core.kernel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as its reader sees it; the domain's side of an RFC 9457 problem document.
 *
 * @param code what kind of error
 * @param detail one sentence with the particulars of this occurrence
 * @param violations the fields at fault, none when the error is not about a field
 * @param retryAfter when trying again makes sense; null when that is not known
 */
public record Problem(
        ErrorCode code,
        String detail,
        List<Violation> violations,
        @Nullable Duration retryAfter) {
    public Problem {
        violations = List.copyOf(violations);
    }

    public Problem(ErrorCode code, String detail, List<Violation> violations) {
        this(code, detail, violations, null);
    }

    /**
     * One broken rule.
     *
     * @param field JSON pointer, parameter or header name
     * @param rule what is required, for example {@code "between 1 and 100"}
     * @param message what was found
     * @param mend what to do about it, as an instruction
     * @param place where it stands in the text that was sent; null when that is not known
     * @param id of a rule that has a page in {@code docs/rules}; null for others
     */
    public record Violation(
            String field,
            String rule,
            String message,
            String mend,
            @Nullable Place place,
            @Nullable String id) {
        public Violation(String field, String rule, String message, String mend) {
            this(field, rule, message, mend, null, null);
        }

        public Violation at(Place newPlace) {
            return new Violation(field, rule, message, mend, newPlace, id);
        }

        /** The same, of the rule with that id. */
        public Violation under(String newId) {
            return new Violation(field, rule, message, mend, place, newId);
        }

        /** The same about the field as it is called there. */
        public Violation about(String newField) {
            return new Violation(newField, rule, message, mend, place, id);
        }
    }

    /** A place in a text; both count from 1. */
    public record Place(int line, int column) {}

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, List.of());
    }

    /** An error that passes by itself. */
    public static Problem passing(ErrorCode code, String detail, Duration retryAfter) {
        return new Problem(code, detail, List.of(), retryAfter);
    }

    /** A {@link ErrorCode#VALIDATION_FAILED} about one field. */
    public static Problem invalid(String field, String rule, String message, String mend) {
        return new Problem(
                ErrorCode.VALIDATION_FAILED,
                field + ": must be " + rule + "; " + message + ".",
                List.of(new Violation(field, rule, message, mend)));
    }

    /** A {@link ErrorCode#VALIDATION_FAILED} about several fields. */
    public static Problem invalid(List<Violation> violations) {
        return new Problem(
                ErrorCode.VALIDATION_FAILED,
                violations.size() == 1 ? "One rule is broken." : violations.size() + " rules are broken.",
                violations);
    }
}
