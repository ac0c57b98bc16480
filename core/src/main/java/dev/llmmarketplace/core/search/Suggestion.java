package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.WireName;

/**
 * How what is being typed may go on.
 *
 * @param text to search for: a service's name, or a value of the trait
 * @param label for people
 * @param count services behind it; 1 for a service
 */
public record Suggestion(Kind kind, String text, String label, long count) {

    /** What is suggested; services come first. */
    public enum Kind implements WireName {
        SERVICE("service"),
        PROVIDER("provider"),
        CATEGORY("category"),
        TAG("tag");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
