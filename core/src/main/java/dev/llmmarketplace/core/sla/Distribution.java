package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.metering.LogClasses;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a figure is distributed: how many fell into each of its {@link LogClasses}. Immutable. */
public record Distribution(SortedMap<Integer, Long> counts) {
    public static final Distribution NONE = new Distribution(new TreeMap<>());

    public Distribution {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    public long sampleSize() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The figure below which that part of the sample lies, within 4.5 %.
     *
     * @param part above 0 and up to 1
     * @return 0 when there is no sample
     */
    public long quantile(double part) {
        long rank = (long) Math.ceil(sampleSize() * part);
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return LogClasses.middle(entry.getKey());
            }
        }
        return 0;
    }
}
