package dev.llmmarketplace.core.search.ranking;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.Map;

/** What was known of services at one moment. Immutable; told from another by identity. */
public final class TrackRecords {
    public static final TrackRecords NONE = new TrackRecords(Map.of());

    private final Map<ServiceId, TrackRecord> records;

    public TrackRecords(Map<ServiceId, TrackRecord> records) {
        this.records = Map.copyOf(records);
    }

    /** {@link TrackRecord#NONE} where nothing is known. */
    public TrackRecord of(ServiceId service) {
        return records.getOrDefault(service, TrackRecord.NONE);
    }

    /** Of the services that something is known of. */
    public Map<ServiceId, TrackRecord> all() {
        return records;
    }

    boolean same(TrackRecords other) {
        return records.equals(other.records);
    }
}
