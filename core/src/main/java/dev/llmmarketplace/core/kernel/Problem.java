package dev.llmmarketplace.core.kernel;

import java.util.List;

/**
 * An error as its reader sees it; the domain's side of an RFC 9457 problem document.
 *
 * @param code what kind of error
 * @param detail one sentence with the particulars of this occurrence
 * @param violations the fields at fault, none when the error is not about a field
 */
public record Problem(ErrorCode code, String detail, List<Violation> violations) {
    public Problem {
        violations = List.copyOf(violations);
    }

    /**
     * One broken rule.
     *
     * @param field JSON pointer, parameter or header name
     * @param rule what is required, for example {@code "between 1 and 100"}
     * @param message what was found
     * @param mend what to do about it, as an instruction
     */
    public record Violation(String field, String rule, String message, String mend) {}

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, List.of());
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
