package dev.llmmarketplace.core.search.ranking;

import dev.llmmarketplace.core.catalog.ServiceName;
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
    private final Map<ServiceId, Boolean> handedOver;

    /** Of services that are all of the provider that they are named after. */
    public TrackRecords(Map<ServiceId, TrackRecord> records, Set<String> verifiedProviders) {
        this(records, verifiedProviders, Map.of());
    }

    /**
     * @param verifiedProviders their slugs
     * @param handedOver services of another provider than the one that they are named after, and whether he is verified
     */
    public TrackRecords(
            Map<ServiceId, TrackRecord> records, Set<String> verifiedProviders, Map<ServiceId, Boolean> handedOver) {
        this.records = Map.copyOf(records);
        this.verifiedProviders = Set.copyOf(verifiedProviders);
        this.handedOver = Map.copyOf(handedOver);
    }

    /** {@link TrackRecord#NONE} where nothing is known. */
    public TrackRecord of(ServiceId service) {
        return records.getOrDefault(service, TrackRecord.NONE);
    }

    /** Whether somebody has made sure of the provider of that slug. */
    public boolean verified(String provider) {
        return verifiedProviders.contains(provider);
    }

    /** Whether somebody has made sure of whoever provides the service now. */
    public boolean verified(ServiceId service, ServiceName name) {
        return handedOver.getOrDefault(service, verified(name.provider()));
    }

    /** The services of which {@link #verified(String)} does not tell, and whether their provider is verified. */
    public Map<ServiceId, Boolean> handedOver() {
        return handedOver;
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
                        && verifiedProviders.equals(others.verifiedProviders)
                        && handedOver.equals(others.handedOver);
    }

    @Override
    public int hashCode() {
        return Objects.hash(records, verifiedProviders, handedOver);
    }
}
