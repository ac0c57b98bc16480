package dev.llmmarketplace.core.search.ranking;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.sla.Window;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how services are received, from metered usage and reviews. Blocking; thread-safe. */
@FunctionalInterface
public interface Popularity {
    /** Of all services that others than their providers called in the period, or that had reviews at its end. */
    Map<ServiceId, Reception> in(Window.Period period);

    /**
     * @param requests of other organisations than the service's provider
     * @param rating mean of the reviews, 1..5, of which older ones count less; null when there are none
     */
    record Reception(long requests, @Nullable Double rating, long reviews) {
        public static final Reception NONE = new Reception(0, null, 0);
    }
}
