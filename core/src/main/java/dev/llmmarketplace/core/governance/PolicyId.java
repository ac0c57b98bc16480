package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.regex.Pattern;

/**
 * What a policy is called by; stays the same over its versions.
 *
 * @param value lower-case letters, digits and inner dashes, at most 63
 */
public record PolicyId(String value) implements Comparable<PolicyId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws ProblemException {@code VALIDATION_FAILED} when it has another form */
    public PolicyId {
        if (!FORM.matcher(value).matches()) {
            throw new ProblemException(Problem.invalid(
                    "/id",
                    "lower-case letters, digits and inner dashes, at most 63",
                    "was '" + value + "'",
                    "Choose a name such as data-residency-stated."));
        }
    }

    @Override
    public int compareTo(PolicyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
