package dev.llmmarketplace.core.search.ranking;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was known of services at one moment. Immutable. */
public final class TrackRecords {
    public static final TrackRecords NONE = new TrackRecords(Map.of(), Set.of());

    private final Map<ServiceId, TrackRecord> records;
    private final Set<String> verifiedProviders;

    /** @param verifiedProviders their slugs */
    public TrackRecords(Map<ServiceId, TrackRecord> records, Set<String> verifiedProviders) {
        this.records = Map.copyOf(records);
        this.verifiedProviders = Set.copyOf(verifiedProviders);
    }

    /** {@link TrackRecord#NONE} where nothing is known. */
    public TrackRecord of(ServiceId service) {
        return records.getOrDefault(service, TrackRecord.NONE);
    }

    /** Whether somebody has made sure of the provider of that slug. */
    public boolean verified(String provider) {
        return verifiedProviders.contains(provider);
    }

    /** Of the services that something is known of. */
    public Map<ServiceId, TrackRecord> all() {
        return records;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof TrackRecords others
                        && records.equals(others.records)
                        && verifiedProviders.equals(others.verifiedProviders);
    }

    @Override
    public int hashCode() {
        return Objects.hash(records, verifiedProviders);
    }
}
