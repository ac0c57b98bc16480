package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A service that somebody may like.
 *
 * @param score 0..1
 * @param confidence 0..1; how much is behind it
 */
public record Recommendation(ServiceVersion service, double score, double confidence, Reason reason) {
    private static final double SURE = 10;

    /** {@code min(n / 10, 1)}. */
    static double confidence(long evidence) {
        return Math.min(evidence / SURE, 1);
    }

    /**
     * Why it is one.
     *
     * @param because the service of one's own that it comes from; null where it comes from none
     * @param evidence what is behind it: common callers, one's own interactions, or those of all
     */
    public record Reason(Kind kind, @Nullable ServiceId because, long evidence) {}

    /** Where a recommendation comes from. */
    public enum Kind implements WireName {
        /** Those who call one of yours call it too. */
        USED_TOGETHER("used-together"),
        /** It is like one of yours. */
        ALIKE("alike"),
        TRENDING("trending"),
        POPULAR("popular"),
        /** The first of its category, to look around. */
        CATEGORY("category");

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
