package dev.llmmarketplace.core.recommendation;

import org.jspecify.annotations.Nullable;

/**
 * How much is going on about a service in a period.
 *
 * @param uses hours in which an organisation called it, each organisation's counted; not its provider's
 * @param looks interactions with its listing
 * @param reviews that were written
 * @param rating mean of those reviews; null when there are none
 */
public record Stir(
        long uses, long looks, long reviews, @Nullable Double rating) {
    public static final Stir NONE = new Stir(0, 0, 0, null);

    /** Fewer interactions are chance. */
    public static final int LEAST_INTERACTIONS = 10;

    private static final double PER_USE = 2;
    private static final double PER_REVIEW = 5;
    private static final double PER_STAR = 10;

    public long interactions() {
        return uses + looks + reviews;
    }

    /** Whether there is enough of it to speak of a trend. */
    public boolean enough() {
        return interactions() >= LEAST_INTERACTIONS;
    }

    /** {@code 2 uses + looks + 5 reviews + 10 mean rating}. */
    public double score() {
        return PER_USE * uses + looks + PER_REVIEW * reviews + PER_STAR * (rating == null ? 0 : rating);
    }
}
