package dev.llmmarketplace.core.publishing.livetest;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one test has shown.
 *
 * @param endpoint its name in the manifest
 * @param test for example {@code authentication-required}
 * @param detail what was seen and, where it failed, what to do; never a credential
 * @param millis how long the provider took; null where nothing was called or nobody answered
 * @param shape the members of the answer with their types, where it is of interest; null otherwise
 */
public record Finding(
        String endpoint,
        String test,
        Outcome outcome,
        String detail,
        @Nullable Long millis,
        @Nullable List<String> shape) {
    public Finding {
        shape = shape == null ? null : List.copyOf(shape);
    }

    /** One whose answer's members are of no interest. */
    public Finding(String endpoint, String test, Outcome outcome, String detail, @Nullable Long millis) {
        this(endpoint, test, outcome, detail, millis, null);
    }

    /** How it went. */
    public enum Outcome implements WireName {
        PASSED("passed"),
        FAILED("failed"),
        /** The provider takes no more calls for the moment (status 429), which tells nothing of what was tested. */
        LIMITED("limited"),
        /** It could not be tested, and why stands in the detail. */
        SKIPPED("skipped");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
